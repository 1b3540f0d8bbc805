import { expectedText } from '../text/problemTitles.ts';
import { ApiError } from './ApiError.ts';

/** What went wrong, in a sentence or two for a person: what happened, then what to do. */
export function problemText(error: unknown): string {
  if (!(error instanceof ApiError) || error.problem === null) return error instanceof Error ? error.message : String(error);
  const { expected, repair } = error.problem;
  const what = [error.message, expected === undefined ? '' : expectedText(expected), repair ?? ''];
  return what.filter(Boolean).join(' ');
}
