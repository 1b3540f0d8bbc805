import type { Language } from './languages.ts';
import { localeOf, writeAs } from './locale.ts';
import { tellProblemsIn } from './problemTitles.ts';
import type { Catalogue } from './useText.ts';

/** What stands outside of React follows the language too: numbers, days, plural forms, and what the server refuses. */
export function speakAs(language: Language, words: Catalogue): void {
  writeAs(localeOf(language.code, navigator.languages));
  tellProblemsIn(words.problems, words.data.expected);
}
