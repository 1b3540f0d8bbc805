import { EngineError } from '../base/errors.ts';
import type { Constraint } from '../problem/constraint.ts';
import { UNASSIGNED, type Problem } from '../problem/problem.ts';

/**
 * A question of the kind "what if", made into a problem: what would be asked then, and where everything stands before
 * anything is put right. n = units, k = territories of the new problem.
 */
export interface WhatIf {
  readonly problem: Problem;
  /** n slots to start from; k and above for ground that needs somebody. */
  readonly start: Uint16Array;
  /** n slots now in force, in the new numbers; k and above for a territory that is gone. What moves is counted from here. */
  readonly held: Uint16Array;
  /** Slot before -> slot in the new problem, -1 when gone. */
  readonly slotNow: Int32Array;
}

/** A what-if that changes no territory's number. */
export function inPlace(problem: Problem, start: Uint16Array, held: Uint16Array): WhatIf {
  return { problem, start, held, slotNow: Int32Array.from({ length: problem.k }, (_, t) => t) };
}

/** @throws EngineError `slots.length`, `slot.range` */
export function checkSlots({ graph, k }: Problem, slots: Uint16Array, ...named: readonly number[]): void {
  if (slots.length !== graph.ids.length) throw new EngineError('slots.length', `The plan has ${slots.length} slots for ${graph.ids.length} units.`, slots.length);
  for (const t of named) if (!Number.isInteger(t) || t < 0 || t >= k) throw new EngineError('slot.range', `There is no territory ${t} of ${k}.`, t);
}

/**
 * The problem without some territories: the others close up in order and keep their shares in proportion. Demands about
 * those that are gone go with them, and what they carried by name is dropped.
 */
export function withoutTerritories(problem: Problem, slots: Uint16Array, gone: readonly number[]): WhatIf {
  const { k, measures, goals, constraints, baseline, load } = problem;
  const slotNow = new Int32Array(k);
  let next = 0;
  for (let t = 0; t < k; t++) slotNow[t] = gone.includes(t) ? -1 : next++;
  if (next === 0) throw new EngineError('territories.number', 'At least one territory has to stay.', gone);
  const stays = [...slotNow.keys()].filter((t) => slotNow[t] >= 0);
  const q = measures.length;
  // Ground of the gone keeps them apart: the first gets number `next`, and so on.
  // What was gone before keeps its number too: as many territories are numbered as before, those that stay or not.
  const heldNow = Uint16Array.from({ length: 65536 }, (_, t) => t);
  for (let t = 0; t < k; t++) heldNow[t] = slotNow[t] >= 0 ? slotNow[t] : next + gone.indexOf(t);
  const held = slots.map((slot) => heldNow[slot]);
  return {
    slotNow, held, start: held.slice(),
    problem: {
      ...problem, k: next,
      goals: goals.map((goal) => ({ ...goal, share: normalised(stays.map((t) => goal.share[t])) })),
      constraints: constraints.flatMap((c): Constraint[] => ('slot' in c ? (slotNow[c.slot] < 0 ? [] : [{ ...c, slot: slotNow[c.slot] }]) : [c])),
      baseline: baseline?.map((slot) => (slot < k && slotNow[slot] >= 0 ? slotNow[slot] : UNASSIGNED)),
      load: load && Float64Array.from({ length: next * q }, (_, j) => load[stays[Math.floor(j / q)] * q + (j % q)]),
    },
  };
}

/** The problem with one territory more, numbered k, and the shares of every goal as `sharesOf` gives them (k + 1, any scale). */
export function withTerritory(problem: Problem, sharesOf: (share: Float64Array) => readonly number[]): Problem {
  const { k, goals, measures, load } = problem;
  if (k + 1 >= UNASSIGNED) throw new EngineError('territories.number', `There are ${k} territories; no more can be numbered.`, k + 1);
  const loads = new Float64Array((k + 1) * measures.length);
  if (load) loads.set(load);
  return { ...problem, k: k + 1, goals: goals.map((goal) => ({ ...goal, share: normalised(sharesOf(goal.share)) })), load: load && loads };
}

function normalised(shares: readonly number[]): Float64Array {
  let sum = 0;
  for (const share of shares) sum += share;
  return Float64Array.from(shares, (share) => share / sum);
}
