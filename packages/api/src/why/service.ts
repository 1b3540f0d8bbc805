import { UNASSIGNED } from '@hexalign/engine';
import type { Prices, SwingUnits, WhyHere } from '../../contract/why.ts';
import { deviationsBySlot } from '../alerts/drift.ts';
import type { EnginePool } from '../engine/pool.ts';
import type { Actor } from '../http/actor.ts';
import { AppError } from '../http/appError.ts';
import { reasonOf } from '../ownership/reasonOf.ts';
import { territoryAt, type TerritoryRef } from '../ownership/territoryAt.ts';
import type { Bounds } from '../scenarios/bounds.ts';
import type { Provenance } from '../scenarios/provenance.ts';
import type { OpenScenario, Scenarios } from '../scenarios/service.ts';
import { namedOn } from '../scenarios/standing.ts';
import { demandOf, type DemandedScenario } from '../solving/demand.ts';
import { today } from '../timeline/today.ts';
import type { UnitSets } from '../units/service.ts';
import { pricesOf } from './prices.ts';

/** Why things are where they are, and what it costs that they stay there. */
export interface WhyRoom {
  here(actor: Actor, scenarioId: string, accountId: string, seq?: number): Promise<WhyHere>;
  /** A state never changes, so its prices are worked out once a day. */
  prices(actor: Actor, scenarioId: string, asked: { seq?: number; limit: number }): Promise<Prices>;
  swing(actor: Actor, scenarioId: string, asked: { seq?: number; limit: number }): Promise<SwingUnits>;
}

interface Deps {
  readonly scenarios: Scenarios;
  readonly provenance: Provenance;
  readonly units: UnitSets;
  readonly bounds: Pick<Bounds, 'known'>;
  readonly pool: EnginePool;
}

const KEPT = 20;

export function why({ scenarios, provenance, units, bounds, pool }: Deps): WhyRoom {
  const known = new Map<string, Promise<Omit<Prices, 'seq'>>>();

  /** From whom an entry took a unit, and what both had before and after it. */
  async function movedBy(workspaceId: string, { row, state }: OpenScenario, seq: number, unit: number): Promise<{ moved: WhyHere['moved']; was: number | null }> {
    const [before, after] = [await scenarios.open(workspaceId, row.id, seq - 1), await scenarios.open(workspaceId, row.id, seq)];
    if (before.state.doc.fingerprint !== state.doc.fingerprint || before.state.doc.slots.length !== state.doc.slots.length) return { moved: null, was: null };
    const [from, to] = [before.state.doc.slots[unit], after.state.doc.slots[unit]];
    if (from === to) return { moved: null, was: null };
    const [was, is] = [deviationsBySlot(before.state.doc, await demandOf(units, workspaceId, before)), deviationsBySlot(after.state.doc, await demandOf(units, workspaceId, after))];
    const change = (slot: number) => (was.has(slot) && is.has(slot) ? { before: was.get(slot)!, after: is.get(slot)! } : null);
    return { moved: { seq, from: territoryAt(before.state.doc, from), fromChange: change(from), toChange: change(to) }, was: from === UNASSIGNED ? null : from };
  }

  function measuresOf({ demand }: DemandedScenario): WhyHere['measures'] {
    return demand.measures.map(({ key, unit }, m) => ({ key, unit, tolerance: demand.tolerance[m] }));
  }

  function refs({ state: { doc } }: OpenScenario, live: readonly number[]): (slot: number) => TerritoryRef {
    return (slot) => territoryAt(doc, live[slot])!;
  }

  return {
    async here(actor, scenarioId, accountId, seq) {
      const { workspaceId } = actor;
      const open = await scenarios.open(workspaceId, scenarioId, seq);
      const { row, state } = open;
      const [line] = await units.accountsById(workspaceId, row.unit_set_id, [accountId]);
      if (line === undefined) throw new AppError('account.unknown', { found: accountId.slice(0, 200) });
      const exception = namedOn(state.doc, today()).get(line.external_id) ?? null;
      const slot = exception?.slot ?? state.doc.slots[line.unit];
      const origins = exception === null ? await provenance.ofUnit(workspaceId, row, state, line.unit) : await provenance.ofException(workspaceId, row, state, line.external_id);
      const entry = origins[0].entry?.seq ?? 0;
      const { moved, was } = exception === null && entry > 0 ? await movedBy(workspaceId, open, entry, line.unit) : { moved: null, was: null };
      const demanded = await demandOf(units, workspaceId, open);
      const { live, slots, demand, loaded } = demanded;
      const { lngLat, values } = await units.places(workspaceId, row.unit_set_id);
      const verdict = seq === undefined || seq === row.seq ? await scenarios.verdict(workspaceId, row.id) : null;
      const own = live.indexOf(slot);
      const told = own < 0 ? { km: null, rivals: [] } : await pool.run('rivals', {
        demand, slots, unit: line.unit, lngLat: [lngLat[2 * line.position], lngLat[2 * line.position + 1]], values: values.map((column) => column[line.position]), own,
        was: was === null || !live.includes(was) ? null : live.indexOf(was),
      });
      const refOf = refs(open, live);
      const { units: unitOf } = await units.allAccounts(workspaceId, row.unit_set_id);
      const along = unitOf.reduce((count, unit) => count + (unit === line.unit ? 1 : 0), 0);
      const judged = verdict ?? (await pool.run('certify', { demand, slots, links: loaded.units.links, names: live.map((at) => state.doc.territories[at]!.name) }));
      return {
        account: { id: line.external_id, name: line.name }, seq: state.seq, measures: measuresOf(demanded), territory: territoryAt(state.doc, slot), exception, reasons: origins.map(reasonOf) as WhyHere['reasons'],
        certificate: { feasible: judged.feasible ?? false, worstDeviation: judged.worstDeviation ?? 0, gap: bounds.known(row.id, state.seq)?.gap ?? null },
        moved, km: told.km, rivals: told.rivals.map(({ slot: at, ...rival }) => ({ ...rival, territory: refOf(at), accounts: rival.how === 'ground' ? along : 1 })),
      };
    },
    async prices(actor, scenarioId, { seq, limit }) {
      const open = await scenarios.open(actor.workspaceId, scenarioId, seq);
      const key = [open.row.id, open.state.seq, limit, today()].join(' ');
      const found = known.get(key) ?? pricesOf({ units, pool }, actor.workspaceId, open, limit);
      known.delete(key);
      known.set(key, found);
      found.catch(() => known.delete(key));
      for (const oldest of known.keys()) {
        if (known.size <= KEPT) break;
        known.delete(oldest);
      }
      return { seq: open.state.seq, ...(await found) };
    },
    async swing(actor, scenarioId, { seq, limit }) {
      const { workspaceId } = actor;
      const open = await scenarios.open(workspaceId, scenarioId, seq);
      const demanded = await demandOf(units, workspaceId, open);
      const { live, slots, demand, standing, loaded: { graph } } = demanded;
      const { units: unitOf } = await units.allAccounts(workspaceId, open.row.unit_set_id);
      const accounts = new Uint32Array(slots.length);
      for (const unit of unitOf) accounts[unit]++;
      const found = live.length < 2 ? [] : await pool.run('swing', { demand, slots, accounts, held: standing.held, limit });
      const refOf = refs(open, live);
      return {
        seq: open.state.seq, measures: measuresOf(demanded),
        units: found.map(({ unit, from, to, ...swing }) => ({ ...swing, unit: { index: unit, id: graph.ids[unit] }, place: { lng: graph.lngLat[2 * unit], lat: graph.lngLat[2 * unit + 1] }, accounts: accounts[unit], from: refOf(from), to: refOf(to) })),
      };
    },
  };
}
