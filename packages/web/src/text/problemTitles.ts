import type { ErrorCode } from '@hexalign/api/contract';

/** What happened, by the code of the server's refusal. */
export type ProblemTitles = Readonly<Partial<Record<ErrorCode, string>>>;

let spoken: ProblemTitles = {};

/** From now on refusals are told in these words; codes without any in the server's own. */
export function tellProblemsIn(titles: ProblemTitles): void {
  spoken = titles;
}

/** What happened, in the reader's language where it has words for it; null where it has none. */
export function problemTitle(code: string): string | null {
  return (spoken as Readonly<Record<string, string | undefined>>)[code] ?? null;
}
