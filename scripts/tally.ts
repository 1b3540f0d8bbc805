/** What a run of checks came to. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export const NOTHING: Tally = { passed: 0, failed: 0, skipped: 0 };
export const PASSED: Tally = { ...NOTHING, passed: 1 };
export const FAILED: Tally = { ...NOTHING, failed: 1 };

export function sum(tallies: readonly Tally[]): Tally {
  return tallies.reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped }), NOTHING);
}

/** `12 passed, 0 failed`, and the skipped ones when there are any. */
export function sentence({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** The part of vitest's JSON report that is counted. */
export interface VitestReport {
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

/**
 * Counts a vitest run. A file that fails without a failing test in it (it could not be loaded, a hook broke) counts as one failure;
 * so does a run that ends badly although every test passed, or that ran nothing.
 */
export function tallyOf(report: VitestReport | null, exitCode: number): Tally {
  const files = (report?.testResults ?? []).map(({ status, assertionResults }) => {
    const count = (...states: string[]): number => assertionResults.filter((one) => states.includes(one.status)).length;
    const tally = { passed: count('passed'), failed: count('failed'), skipped: count('skipped', 'pending', 'todo', 'disabled') };
    return status === 'failed' && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
  });
  const total = sum(files);
  const brokenOtherwise = (exitCode !== 0 && total.failed === 0) || total.passed + total.failed === 0;
  return brokenOtherwise ? { ...total, failed: total.failed + 1 } : total;
}
