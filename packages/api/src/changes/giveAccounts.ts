import { copyDoc, diffSlots, UNASSIGNED, type ScenarioDoc, type UnitGraph } from '@hexalign/engine';
import type { Consequence } from '../../contract/changes.ts';
import type { Edit } from '../../contract/scenarios.ts';
import { deviationsBySlot } from '../alerts/drift.ts';
import type { EnginePool } from '../engine/pool.ts';
import { applyEdits } from '../scenarios/document.ts';
import type { OpenScenario } from '../scenarios/service.ts';
import { slotsOfAccounts, standingOn } from '../scenarios/standing.ts';
import { compact, demandOf, type CompactScenario } from '../solving/demand.ts';
import { today } from '../timeline/today.ts';
import type { UnitSets } from '../units/service.ts';
import { surroundings } from './surroundings.ts';

/** An account and the slot that is to have it. */
export interface Wanted {
  readonly id: string;
  readonly slot: number;
}

/** Why, who says so, and the last day it holds. */
interface Grounds {
  readonly reason: string;
  readonly owner: string;
  readonly expires: string | null;
}

/**
 * What it takes to give accounts to territories and to leave them there: each goes with its ground where that reaches the
 * territory, else alone, apart from its ground. What comes out of balance by it is put right close by, with the least that
 * must change hands; territories farther than two borders away stay as they are.
 *
 * @param open the state as it is now
 * @returns the edits, fit to be appended to that state, and what they do
 * @throws AppError `edit.invalid` when the state does not take such edits
 */
export async function giveAccounts({ units, pool }: { readonly units: UnitSets; readonly pool: Pick<EnginePool, 'run'> }, workspaceId: string, open: OpenScenario, wanted: readonly Wanted[], grounds: Grounds): Promise<{ edits: Edit[]; consequence: Consequence }> {
  const { row, state } = open;
  const { doc } = state;
  const before = await demandOf(units, workspaceId, open);
  const { graph, units: set } = before.loaded;
  const lines = new Map((await units.accountsById(workspaceId, row.unit_set_id, wanted.map(({ id }) => id))).map((line) => [line.external_id, line]));
  const given = wanted.flatMap(({ id, slot }) => {
    const line = lines.get(id);
    return line === undefined ? [] : [{ id, slot, name: line.name, unit: line.unit, had: doc.named.get(id)?.slot ?? doc.slots[line.unit] }];
  });

  const next: ScenarioDoc = copyDoc(doc);
  const held = new Set(before.standing.held);
  const withGround = reached(graph, next.slots, given.filter(({ unit, id }) => !held.has(unit) && !doc.named.has(id)));
  const edits: Edit[] = [];
  for (const { id, slot, unit } of given) {
    const subject = `account ${id}` as const;
    if (next.slots[unit] === slot && !next.named.has(id)) {
      const from = doc.holds.get(subject) ?? null;
      if (from === null) edits.push({ type: 'hold', subject, from, to: { ...grounds } });
    } else edits.push({ type: 'named', account: id, from: doc.named.get(id) ?? null, to: { slot, ...grounds } });
  }
  for (const edit of edits) {
    if (edit.type === 'hold') next.holds.set(edit.subject, edit.to!);
    if (edit.type === 'named') next.named.set(edit.account, edit.to!);
  }

  const standing = await standingOn(units, workspaceId, row.unit_set_id, next, today());
  const asked = compact(next, before.loaded, standing);
  let slots = asked.slots;
  if (!slots.includes(UNASSIGNED)) {
    const touched = [...new Set(given.flatMap(({ slot, had }) => [slot, had]))].map((slot) => asked.live.indexOf(slot)).filter((slot) => slot >= 0);
    const near = surroundings(graph, slots, asked.demand.k, touched, 2);
    const still = [...near.keys()].filter((slot) => near[slot] === 0);
    slots = Uint16Array.from((await pool.run('repair', { demand: { ...asked.demand, locks: [...new Set([...asked.demand.locks, ...still])] }, slots })).slots);
  }
  const { units: moved, from, to } = diffSlots(doc.slots, Uint16Array.from(slots, (slot) => (slot === UNASSIGNED ? slot : asked.live[slot])));
  if (moved.length > 0) edits.unshift({ type: 'assign', by: 'solver', patch: { units: [...moved], from: [...from], to: [...to] } });
  // A state that does not take them says so before anybody is asked.
  applyEdits(state, edits);

  const after: CompactScenario = { ...asked, slots };
  const judge = ({ demand, slots: at, live }: CompactScenario) => pool.run('certify', { demand, slots: at, links: set.links, names: live.map((slot) => doc.territories[slot]!.name) });
  const [was, is] = [await judge(before), await judge(after)];
  const [devBefore, devAfter] = [deviationsBySlot(doc, before), deviationsBySlot(next, after)];
  const { units: unitOf } = await units.allAccounts(workspaceId, row.unit_set_id);
  const [ownBefore, ownAfter] = [slotsOfAccounts(unitOf, before.slots, before.standing, (slot) => before.live.indexOf(slot)), slotsOfAccounts(unitOf, slots, standing, (slot) => asked.live.indexOf(slot))];
  const mine = new Set(given.map(({ id }) => lines.get(id)!.position));
  const ground = new Set(withGround);
  let [along, others] = [0, 0];
  ownBefore.forEach((slot, a) => {
    if (slot === ownAfter[a] || mine.has(a)) return;
    if (ground.has(unitOf[a])) along++;
    else others++;
  });
  const changed = new Set([...from, ...to, ...given.flatMap(({ slot, had }) => [slot, had])].filter((slot) => devBefore.has(slot)));
  const nameOf = (slot: number): string | null => doc.territories[slot]?.name ?? null;
  return {
    edits,
    consequence: {
      accounts: given.map(({ id, name, slot, had, unit }) => ({ id, name, how: had === slot ? 'held' : ground.has(unit) ? 'ground' : 'apart', from: nameOf(had), to: nameOf(slot)! })),
      along, others, units: moved.length, before: figures(was), after: figures(is), measures: before.demand.measures.map(({ key }, m) => ({ key, tolerance: before.demand.tolerance[m] })),
      territories: [...changed].sort((a, b) => a - b).map((slot) => ({ slot, id: doc.territories[slot]!.id, name: doc.territories[slot]!.name, before: devBefore.get(slot)!, after: devAfter.get(slot)! })),
    },
  };
}

/**
 * Gives units to territories whose ground they touch, one through the other; changes `slots`.
 *
 * @returns the units that went
 */
function reached({ offsets, neighbors }: UnitGraph, slots: Uint16Array, given: readonly { readonly unit: number; readonly slot: number }[]): number[] {
  const gone: number[] = [];
  let left = given.filter(({ unit, slot }) => slots[unit] !== slot);
  for (let before = -1; before !== left.length;) {
    before = left.length;
    left = left.filter(({ unit, slot }) => {
      if (slots[unit] === slot) return false;
      let touches = false;
      for (let e = offsets[unit]; e < offsets[unit + 1] && !touches; e++) touches = slots[neighbors[e]] === slot;
      if (!touches || gone.includes(unit)) return true;
      slots[unit] = slot;
      gone.push(unit);
      return false;
    });
  }
  return gone;
}

function figures({ worstDeviation, shapes, violations, feasible }: { readonly worstDeviation: number; readonly shapes: readonly { readonly momentCompactness: number }[]; readonly violations: readonly { readonly code: string; readonly slot?: number }[]; readonly feasible: boolean }): Consequence['before'] {
  return {
    worstDeviation, feasible, compactness: shapes.reduce((sum, { momentCompactness }) => sum + momentCompactness, 0) / Math.max(1, shapes.length),
    outside: new Set(violations.flatMap(({ code, slot }) => (code === 'balance.outside' && slot !== undefined ? [slot] : []))).size,
  };
}
