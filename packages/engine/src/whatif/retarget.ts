import { EngineError } from '../base/errors.ts';
import type { Problem } from '../problem/problem.ts';
import { checkSlots, inPlace, type WhatIf } from './whatIf.ts';

/** Targets of one territory: of one measure, or of all (null). */
export interface Retargeted {
  readonly slot: number;
  readonly measure: string | null;
  /** Share of the whole that it should come to, 0-1, neither included. */
  readonly share: number;
}

/**
 * What if some territories were asked for more, or less: those named get the shares given, the others divide the rest in
 * proportion to theirs.
 *
 * @throws EngineError `slots.length`, `slot.range`, `whatif.measure`, `whatif.share` when nothing would be left for the others
 */
export function retarget(problem: Problem, slots: Uint16Array, changes: readonly Retargeted[]): WhatIf {
  checkSlots(problem, slots, ...changes.map(({ slot }) => slot));
  for (const { measure, share } of changes) {
    if (measure !== null && !problem.goals.some((goal) => goal.measure === measure)) throw new EngineError('whatif.measure', `There is no goal of ${JSON.stringify(measure)}; known are ${problem.goals.map((goal) => goal.measure).join(', ')}.`, measure);
    if (!(share > 0 && share < 1)) throw new EngineError('whatif.share', `A territory should come to ${share} of the whole; it must be above 0 and below 1.`, share);
  }
  const goals = problem.goals.map((goal) => {
    const given = new Map(changes.filter(({ measure }) => measure === null || measure === goal.measure).map(({ slot, share }) => [slot, share]));
    if (given.size === 0) return goal;
    const rest = 1 - [...given.values()].reduce((sum, share) => sum + share, 0);
    const others = goal.share.reduce((sum, share, t) => (given.has(t) ? sum : sum + share), 0);
    if (given.size === problem.k ? Math.abs(rest) > 1e-9 : !(rest > 0)) throw new EngineError('whatif.share', `The shares of ${goal.measure} that are given leave ${rest} for the other ${problem.k - given.size} territories.`, rest);
    return { ...goal, share: goal.share.map((share, t) => given.get(t) ?? (share / others) * rest) };
  });
  return inPlace({ ...problem, goals }, slots.slice(), slots.slice());
}
