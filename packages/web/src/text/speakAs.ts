import { errors, type ErrorCode } from '@hexalign/api/contract';
import type { Language } from './languages.ts';
import { localeOf, writeAs } from './locale.ts';
import { tellProblemsIn } from './problemTitles.ts';
import { tellIn } from './told.ts';
import type { Catalogue } from './useText.ts';

/** What stands outside of React follows the language too: numbers, days, plural forms, and what the server refuses. */
export function speakAs(language: Language, words: Catalogue): void {
  writeAs(localeOf(language.code, navigator.languages));
  tellProblemsIn(words.problems, words.data.expected);
  // What became of a job is told in sentences that hold titles, too.
  const titles = Object.entries(words.problems).map(([code, said]) => [errors[code as ErrorCode].title, said]);
  tellIn({ ...words.told, ...(Object.fromEntries(titles) as Record<string, string>) });
}
