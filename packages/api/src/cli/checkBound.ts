import { drain, recheckBound, type InertiaBound, type Problem } from '@hexalign/engine';
import { z } from 'zod';
import type { Findings } from './findings.ts';

/** The proof of a bound, as `certificate.json` has it. */
const BoundDocument = z.object({
  bound: z
    .strictObject({
      measure: z.string(),
      inertia: z.number(),
      lowerBound: z.number(),
      gap: z.number().nullable(),
      bands: z.array(z.strictObject({ measure: z.string(), tolerance: z.number(), multipliers: z.array(z.number()) })),
    })
    .nullable(),
});

/**
 * Checks the bound of a plan from its own multipliers: one exact evaluation over all units and territories, without any
 * search. Any multipliers prove a bound; a file that claims more than its own prove is found out.
 *
 * @param text `certificate.json`; null when it is not there
 * @returns the bound as the file has it where it is right, else as it comes out
 */
export function checkBound(text: string | null, problem: Problem, slots: Uint16Array, findings: Findings): InertiaBound | null {
  const stored = boundIn(text);
  if (stored === undefined) return null;
  const add = (what: string, claimed: unknown, found: unknown): void => findings.add('bound', `certificate.json, bound${what}`, `is ${JSON.stringify(claimed)}; the multipliers prove ${JSON.stringify(found)}`);
  const none = problem.measures.map(({ key }) => ({ measure: key, multipliers: new Array<number>(problem.k).fill(0) }));
  const proven = drain(recheckBound(problem, slots, stored?.bands ?? none));
  if (stored === null) {
    if (proven !== null) findings.add('bound', 'certificate.json, bound', 'is missing, although the plan has one');
    return null;
  }
  if (proven === null) {
    findings.add('bound', 'certificate.json, bound', 'has no multiplier for every measure and territory of the plan, or the plan has no bound');
    return null;
  }
  const before = findings.lines().length;
  if (stored.measure !== proven.measure) add(', measure', stored.measure, proven.measure);
  for (const key of ['inertia', 'lowerBound'] as const) if (!near(stored[key], proven[key])) add(`, ${key}`, stored[key], proven[key]);
  if ((stored.gap === null) !== (proven.gap === null) || !near(stored.gap ?? 0, proven.gap ?? 0)) add(', gap', stored.gap, proven.gap);
  stored.bands.forEach(({ measure, tolerance }, m) => {
    if (!near(tolerance, proven.bands[m].tolerance)) add(`, bands, ${measure}, tolerance`, tolerance, proven.bands[m].tolerance);
  });
  return findings.lines().length === before ? stored : proven;
}

/** Undefined when the file has no bound that can be read: its comparison with the expected one says what is wrong. */
function boundIn(text: string | null): InertiaBound | null | undefined {
  if (text === null) return undefined;
  try {
    return BoundDocument.safeParse(JSON.parse(text)).data?.bound;
  } catch {
    return undefined;
  }
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
}
