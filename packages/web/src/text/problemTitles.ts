import type { ErrorCode } from '@hexalign/api/contract';

/** What happened, by the code of the server's refusal. */
export type ProblemTitles = Readonly<Partial<Record<ErrorCode, string>>>;

let spoken: ProblemTitles = {};
let expecting = (what: string): string => what;

/**
 * From now on refusals are told in these words; codes without any in the server's own.
 *
 * @param expected a sentence about what would have been right
 */
export function tellProblemsIn(titles: ProblemTitles, expected: (what: string) => string): void {
  spoken = titles;
  expecting = expected;
}

/** A sentence about what would have been right, in the reader's language. */
export function expectedText(what: string): string {
  return expecting(what);
}

/** What happened, in the reader's language where it has words for it; null where it has none. */
export function problemTitle(code: string): string | null {
  return (spoken as Readonly<Record<string, string | undefined>>)[code] ?? null;
}
