import { copyDoc, UNASSIGNED, type ScenarioDoc } from '@hexalign/engine';
import type { Prices } from '../../contract/why.ts';
import type { EnginePool } from '../engine/pool.ts';
import { territoryAt } from '../ownership/territoryAt.ts';
import type { OpenScenario } from '../scenarios/service.ts';
import { heldAccount, holdsOn, namedOn, standingOn } from '../scenarios/standing.ts';
import { compact, demandOf } from '../solving/demand.ts';
import { today } from '../timeline/today.ts';
import type { UnitSets } from '../units/service.ts';

type Priced = Prices['prices'][number];

/** A lock, hold or exception, and the document without it. */
interface Subject extends Pick<Priced, 'subject' | 'kind' | 'name' | 'territory'> {
  readonly without: ScenarioDoc;
}

/**
 * What the locks, holds and exceptions of a state cost, dearest first: the same repair with all of them and without each.
 *
 * @param limit how many are priced: locks first, then exceptions, then holds
 */
export async function pricesOf({ units, pool }: { readonly units: UnitSets; readonly pool: Pick<EnginePool, 'run'> }, workspaceId: string, open: OpenScenario, limit: number): Promise<Omit<Prices, 'seq'>> {
  const { doc } = open.state;
  const before = await demandOf(units, workspaceId, open);
  const subjects = await subjectsOf(units, workspaceId, open);
  if (subjects.length === 0 || before.live.length < 2 || before.slots.includes(UNASSIGNED)) return { prices: [], left: 0 };
  // Both sides are asked in the same way; what moves is counted from the plan as it stands.
  const evenly = async (of: ScenarioDoc) => {
    const { demand, slots } = compact(of, before.loaded, await standingOn(units, workspaceId, open.row.unit_set_id, of, today()));
    return pool.run('evenly', { demand: { ...demand, baseline: slots }, slots });
  };
  const withAll = await evenly(doc);
  const prices: Priced[] = [];
  for (const { without: other, ...subject } of subjects.slice(0, limit)) {
    const found = await evenly(other);
    const better = found.worstDeviation < withAll.worstDeviation ? found : withAll;
    prices.push({
      ...subject, price: withAll.worstDeviation - better.worstDeviation,
      worstDeviation: { with: withAll.worstDeviation, without: better.worstDeviation }, compactness: { with: withAll.compactness, without: better.compactness },
    });
  }
  return { prices: prices.sort((a, b) => b.price - a.price || (a.subject < b.subject ? -1 : 1)), left: Math.max(0, subjects.length - limit) };
}

async function subjectsOf(units: UnitSets, workspaceId: string, { row, state: { doc } }: OpenScenario): Promise<Subject[]> {
  const day = today();
  const holds = [...doc.holds].filter(([, hold]) => holdsOn(hold, day)).map(([subject]) => subject);
  const named = [...namedOn(doc, day)];
  const lines = new Map((await units.accountsById(workspaceId, row.unit_set_id, [...named.map(([id]) => id), ...holds.flatMap((subject) => heldAccount(subject) ?? [])])).map((line) => [line.external_id, line]));
  const { graph } = await units.load(workspaceId, row.unit_set_id);
  const without = (change: (copy: ScenarioDoc) => void): ScenarioDoc => {
    const copy = copyDoc(doc);
    change(copy);
    return copy;
  };
  return [
    ...[...doc.locks].sort((a, b) => a - b).map((slot): Subject => ({ subject: `lock ${slot}`, kind: 'lock', name: doc.territories[slot]?.name ?? '', territory: territoryAt(doc, slot), without: without((copy) => copy.locks.delete(slot)) })),
    ...named.filter(([id]) => lines.has(id)).map(([id, { slot }]): Subject => ({ subject: `named ${id}`, kind: 'named', name: lines.get(id)!.name, territory: territoryAt(doc, slot), without: without((copy) => copy.named.delete(id)) })),
    ...holds.flatMap((subject): Subject[] => {
      const id = heldAccount(subject);
      const unit = id === null ? Number(subject.slice('unit '.length)) : lines.get(id)?.unit;
      if (unit === undefined || unit >= doc.slots.length) return [];
      return [{ subject, kind: 'hold', name: id === null ? graph.ids[unit] : lines.get(id)!.name, territory: territoryAt(doc, doc.slots[unit]), without: without((copy) => copy.holds.delete(subject)) }];
    }),
  ];
}
