import { EngineError } from '../base/errors.ts';
import type { Constraint } from '../problem/constraint.ts';
import { UNASSIGNED, type Problem } from '../problem/problem.ts';
import { hire } from './hire.ts';
import { merge } from './merge.ts';
import { reach, type Reached } from './reach.ts';
import { retarget, type Retargeted } from './retarget.ts';
import { reweigh, type Reweighed } from './reweigh.ts';
import { split } from './split.ts';
import { vacate } from './vacate.ts';
import { checkSlots, inPlace, withoutTerritories, type WhatIf } from './whatIf.ts';

/** One what-if of several; slots are those that the plan had before the first. */
export type WhatIfStep =
  | { readonly type: 'vacate'; readonly slots: readonly number[] }
  | { readonly type: 'hire'; readonly home: number; readonly size: number }
  | { readonly type: 'split'; readonly slot: number; readonly part: number }
  | { readonly type: 'merge'; readonly slot: number; readonly into: number }
  | { readonly type: 'retarget'; readonly changes: readonly Retargeted[] }
  | { readonly type: 'reweigh'; readonly changes: readonly Reweighed[] }
  | { readonly type: 'reach'; readonly homes: readonly Reached[] }
  | { readonly type: 'demand'; readonly constraints: readonly Constraint[] };

/** What several steps come to. */
export interface SteppedWhatIf extends WhatIf {
  /** Territories that came, in the order of the steps that brought them, by their present number. */
  readonly added: readonly number[];
}

/**
 * Several what-ifs one after the other, as one question: what moves is counted against the plan as it was before the first.
 *
 * @throws EngineError what the steps throw, and `slot.range` for a territory that an earlier step dissolved
 */
export function runSteps(problem: Problem, slots: Uint16Array, steps: readonly WhatIfStep[]): SteppedWhatIf {
  checkSlots(problem, slots);
  let now: SteppedWhatIf = { ...inPlace(problem, slots.slice(), slots.slice()), added: [] };
  for (const step of steps) now = then(now, step);
  return now;
}

function then(before: SteppedWhatIf, step: WhatIfStep): SteppedWhatIf {
  const { problem, start, held, slotNow, added } = before;
  const at = (slot: number): number => {
    if (slotNow[slot] === undefined || slotNow[slot] < 0) throw new EngineError('slot.range', `There is no territory ${slot} any more, or never was.`, slot);
    return slotNow[slot];
  };
  const inside = (next: WhatIf): SteppedWhatIf => ({ problem: next.problem, start: next.start, held, slotNow, added });
  switch (step.type) {
    case 'vacate': return without(before, vacate(problem, start, step.slots.map(at)), step.slots.map(at));
    case 'merge': return without(before, merge(problem, start, at(step.slot), at(step.into)), [at(step.slot)]);
    case 'hire': return withOne(before, (from) => hire(problem, from, step.home, step.size));
    case 'split': return withOne(before, (from) => split(problem, from, at(step.slot), step.part));
    case 'retarget': return inside(retarget(problem, start, step.changes.map((change) => ({ ...change, slot: at(change.slot) }))));
    case 'reweigh': return inside(reweigh(problem, start, step.changes));
    case 'reach': return inside(reach(problem, start, step.homes.map((home) => ({ ...home, slot: at(home.slot) }))));
    case 'demand': return inside(inPlace({ ...problem, constraints: [...problem.constraints, ...step.constraints] }, start, held));
  }
}

function without({ problem, held, slotNow, added }: SteppedWhatIf, next: WhatIf, gone: readonly number[]): SteppedWhatIf {
  const sorted = [...new Set(gone)].sort((a, b) => a - b);
  return {
    problem: next.problem, start: next.start, held: withoutTerritories(problem, held, sorted).held,
    slotNow: slotNow.map((now) => (now < 0 ? -1 : next.slotNow[now])),
    added: added.map((slot) => next.slotNow[slot]).filter((slot) => slot >= 0),
  };
}

/** A territory more takes the number k, so that ground of nobody any more makes room. */
function withOne({ problem: { k }, start, held, slotNow, added }: SteppedWhatIf, make: (start: Uint16Array) => WhatIf): SteppedWhatIf {
  const room = (slots: Uint16Array): Uint16Array => slots.map((slot) => (slot >= k && slot !== UNASSIGNED ? slot + 1 : slot));
  const next = make(room(start));
  return { problem: next.problem, start: next.start, held: room(held), slotNow, added: [...added, k] };
}
