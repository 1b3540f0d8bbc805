import { compare, docHash, UNASSIGNED, type Flow, type Measure, type ScenarioDoc } from '@hexalign/engine';
import type { Amounts, Comparison } from '../../contract/compare.ts';
import type { Db } from '../db/db.ts';
import type { Actor } from '../http/actor.ts';
import { AppError } from '../http/appError.ts';
import type { UnitSets } from '../units/service.ts';
import { matchTerritories, type MatchedTerritory } from './matchTerritories.ts';
import type { History } from './history.ts';
import type { Scenarios } from './service.ts';
import { namedOn } from './standing.ts';
import { today } from '../timeline/today.ts';

export interface Comparing {
  /** Two states of a plan side by side. */
  compare(actor: Actor, scenarioId: string, asked: { seq?: number; with: string; withSeq?: number }): Promise<Comparison>;
}

interface Deps {
  readonly db: Db;
  readonly scenarios: Scenarios;
  readonly history: History;
  readonly units: UnitSets;
  /** Days for which units have belonged to their territory now; null when nothing is in force. */
  readonly tenureDays: (workspaceId: string, planId: string) => Promise<Float64Array | null>;
}

export function comparing({ db, scenarios, history, units, tenureDays }: Deps): Comparing {
  return {
    async compare(actor, scenarioId, asked) {
      const { workspaceId } = actor;
      const [before, after] = [await scenarios.open(workspaceId, scenarioId, asked.seq), await scenarios.open(workspaceId, asked.with, asked.withSeq)];
      if (before.row.plan_id !== after.row.plan_id) throw new AppError('scenario.unknown', { where: 'query.with', expected: 'a scenario of the same plan' });
      if (before.row.fingerprint !== after.row.fingerprint) throw new AppError('compare.ground', { repair: 'Compare states from before, or from after, the ground changed.' });
      const parted = await history.parting(db, workspaceId, before.row, after.row, after.state.seq);
      const shared = parted === null ? 0 : (await history.stateAt(db, workspaceId, parted.row, Math.min(parted.seq, before.state.seq))).doc.territories.length;
      const pairs = matchTerritories(before.state.doc, after.state.doc, shared);

      const { measures } = (await units.load(workspaceId, before.row.unit_set_id)).units;
      const accounts = await units.allAccounts(workspaceId, before.row.unit_set_id);
      const tenure = await tenureDays(workspaceId, before.row.plan_id);
      const known = tenure !== null && tenure.length === before.state.doc.slots.length;
      const columns: Measure[] = accounts.values.map((values, m) => ({ key: measures[m].key, unit: measures[m].unit, values }));
      if (known) columns.push({ key: ' tenure', unit: 'count', values: Float64Array.from(accounts.units, (unit) => tenure[unit]) });

      // Slots of both in the numbers of the matched territories, once for units and once for accounts with their exceptions.
      const [indexBefore, indexAfter] = [indexOf(pairs, 'slotBefore'), indexOf(pairs, 'slotAfter')];
      const ground = compare(indexed(before.state.doc.slots, indexBefore), indexed(after.state.doc.slots, indexAfter), [], pairs.length);
      const held = compare(
        indexed(slotOfAccounts(before.state.doc, accounts), indexBefore), indexed(slotOfAccounts(after.state.doc, accounts), indexAfter), columns, pairs.length,
      );
      const amounts = (unitCount: number, accountCount: number, sums: ArrayLike<number>): Amounts => ({ units: unitCount, accounts: accountCount, sums: Array.from(sums).slice(0, measures.length), tenureDays: known ? sums[measures.length] : null });
      const sumOf = (flows: readonly Flow[]): { units: number; sums: Float64Array } => {
        const sums = new Float64Array(columns.length);
        for (const flow of flows) flow.sums.forEach((value, m) => (sums[m] += value));
        return { units: flows.reduce((total, flow) => total + flow.units, 0), sums };
      };
      const of = (pick: (flow: Flow) => boolean): Amounts => {
        const found = sumOf(held.flows.filter(pick));
        return amounts(ground.flows.filter(pick).reduce((total, flow) => total + flow.units, 0), found.units, found.sums);
      };
      const total = amounts(before.state.doc.slots.length, accounts.ids.length, columns.map(({ values }) => values.reduce((sum, value) => sum + value, 0)));
      const side = (which: 'before' | 'after'): Amounts => {
        const count = which === 'before' ? ('unitsBefore' as const) : ('unitsAfter' as const);
        const nobody = nobodys(which === 'before' ? indexed(slotOfAccounts(before.state.doc, accounts), indexBefore) : indexed(slotOfAccounts(after.state.doc, accounts), indexAfter), columns);
        const sums = columns.map((_, m) => held.changes.reduce((sum, change) => sum + change[which][m], nobody.sums[m]));
        const bare = indexed(which === 'before' ? before.state.doc.slots : after.state.doc.slots, which === 'before' ? indexBefore : indexAfter).reduce((sum, index) => sum + (index === UNASSIGNED ? 1 : 0), 0);
        return amounts(ground.changes.reduce((sum, change) => sum + change[count], bare), held.changes.reduce((sum, change) => sum + change[count], nobody.accounts), sums);
      };
      const conserved = { before: side('before'), after: side('after') };
      const pairsOf = (flow: Flow): { from: number; to: number } => ({ from: flow.from === UNASSIGNED ? -1 : flow.from, to: flow.to === UNASSIGNED ? -1 : flow.to });
      const [groundOf, heldOf] = [ground.flows, held.flows].map((flows) => new Map(flows.map((flow) => [keyOf(flow), flow])));
      const keys = new Map([...ground.flows, ...held.flows].map((flow) => [keyOf(flow), flow]));
      const none = new Float64Array(columns.length);
      return {
        before: { scenarioId: before.row.id, name: before.row.name, seq: before.state.seq, hash: docHash(before.state.doc) },
        after: { scenarioId: after.row.id, name: after.row.name, seq: after.state.seq, hash: docHash(after.state.doc) },
        measures: measures.map(({ key, unit }) => ({ key, unit })),
        territories: pairs.map((pair, i) => ({
          ...pair,
          before: amounts(ground.changes[i].unitsBefore, held.changes[i].unitsBefore, held.changes[i].before),
          after: amounts(ground.changes[i].unitsAfter, held.changes[i].unitsAfter, held.changes[i].after),
          gained: of(({ to }) => to === i), lost: of(({ from }) => from === i),
        })),
        moved: of(() => true), of: total,
        flows: [...keys.values()].sort((a, b) => a.from - b.from || a.to - b.to).map((flow) => {
          const moving = heldOf.get(keyOf(flow));
          return { ...pairsOf(flow), amounts: amounts(groundOf.get(keyOf(flow))?.units ?? 0, moving?.units ?? 0, moving?.sums ?? none) };
        }),
        conserved: { ...conserved, differs: !alike(conserved.before, conserved.after) },
      };
    },
  };
}

function keyOf({ from, to }: Flow): string {
  return `${from} ${to}`;
}

/** Slot of each account: that of its ground, but where it is an exception that holds today. */
function slotOfAccounts(doc: ScenarioDoc, { ids, units }: { readonly ids: readonly string[]; readonly units: Uint32Array }): Uint16Array {
  const named = namedOn(doc, today());
  return Uint16Array.from(units, (unit, i) => (named.size > 0 ? named.get(ids[i])?.slot : undefined) ?? doc.slots[unit]);
}

function indexOf(pairs: readonly MatchedTerritory[], side: 'slotBefore' | 'slotAfter'): Uint16Array {
  const index = new Uint16Array(0x10000).fill(UNASSIGNED);
  pairs.forEach((pair, i) => {
    const slot = pair[side];
    if (slot !== null) index[slot] = i;
  });
  return index;
}

function indexed(slots: Uint16Array, index: Uint16Array): Uint16Array {
  return slots.map((slot) => index[slot]);
}

function nobodys(slots: Uint16Array, columns: readonly Measure[]): { accounts: number; sums: number[] } {
  let count = 0;
  const sums = columns.map(() => 0);
  slots.forEach((slot, i) => {
    if (slot !== UNASSIGNED) return;
    count++;
    columns.forEach(({ values }, m) => (sums[m] += values[i]));
  });
  return { accounts: count, sums };
}

/** Sums in another order may differ in the last digits. */
function alike(a: Amounts, b: Amounts): boolean {
  return a.units === b.units && a.accounts === b.accounts && a.sums.every((sum, m) => Math.abs(sum - b.sums[m]) <= 1e-9 * Math.max(1, Math.abs(sum)));
}
