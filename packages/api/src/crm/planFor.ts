import type { FieldMap } from '../../contract/crmMaps.ts';
import type { People } from '../people/service.ts';
import type { Scenarios } from '../scenarios/service.ts';
import { standingOn, slotsOfAccounts } from '../scenarios/standing.ts';
import type { Actor } from '../http/actor.ts';
import { AppError } from '../http/appError.ts';
import type { PlaceData } from '../units/placeData.ts';
import type { UnitSets } from '../units/service.ts';
import type { CrmPlan, CrmTerritory, PlanStamp } from './crmPlan.ts';

interface Deps {
  readonly scenarios: Pick<Scenarios, 'open'>;
  readonly units: UnitSets;
  readonly people: Pick<People, 'covers'>;
  readonly places: Pick<PlaceData, 'zips'>;
}

const UNASSIGNED = 0xffff;
const MOST_ZIPS = 100_000;

/** Reads a state of a plan as a customer system is told of it, with the people and exceptions of its first day. */
export async function planFor({ scenarios, units, people, places }: Deps, actor: Actor, scenarioId: string, stamp: PlanStamp, map: FieldMap): Promise<CrmPlan> {
  const { row, state: { doc } } = await scenarios.open(actor.workspaceId, scenarioId, stamp.seq);
  const accounts = await units.allAccounts(actor.workspaceId, row.unit_set_id);
  const standing = await standingOn(units, actor.workspaceId, row.unit_set_id, doc, stamp.from);
  const slots = slotsOfAccounts(accounts.units, doc.slots, standing);
  const idOf = (slot: number): string | null => (slot === UNASSIGNED ? null : (doc.territories[slot]?.id ?? null));
  const territories = doc.territories.flatMap((one): CrmTerritory[] => (one === null ? [] : [{ id: one.id, name: one.name, parent: one.parent === null ? null : idOf(one.parent), level: one.level }]));
  const covers = (await people.covers(actor, stamp.planId, stamp.from)).covers.filter(({ territory }) => territories.some(({ id }) => id === territory)).map(({ territory, person, role }) => ({ territory, person, role }));
  const owned = new Set(covers.filter(({ role }) => role === 'owner').map(({ territory }) => territory));
  // Who is named on a territory itself counts where nobody was put on it by date.
  const named = doc.territories.flatMap((one) => (one === null || one.person === null || owned.has(one.id) ? [] : [{ territory: one.id, person: one.person, role: 'owner' as const }]));
  return {
    stamp, territories: aboveFirst(territories), covers: [...covers, ...named],
    accounts: accounts.ids.map((id, a) => ({ id, territory: idOf(slots[a]) })),
    postal: map.crm === 'salesforce' && map.rules !== null ? await ground() : [],
  };

  async function ground(): Promise<CrmPlan['postal']> {
    const { unitAt } = await units.load(actor.workspaceId, row.unit_set_id);
    return places.zips('', MOST_ZIPS).flatMap(({ zip, lngLat: [lng, lat] }) => {
      const unit = unitAt(lng, lat);
      const territory = unit < 0 ? null : idOf(doc.slots[unit]);
      return territory === null ? [] : [{ code: zip, territory }];
    });
  }
}

/** @throws AppError `publication.vacant` for positions without an owner that nobody marked vacant */
export function refuseVacant({ territories, covers }: CrmPlan, vacant: readonly string[]): void {
  const owned = new Set(covers.filter(({ role }) => role === 'owner').map(({ territory }) => territory));
  const marked = new Set(vacant);
  const missing = territories.filter(({ id, level }) => level === 0 && !owned.has(id) && !marked.has(id)).map(({ id }) => id);
  if (missing.length === 0) return;
  throw new AppError('publication.vacant', { where: 'body.vacant', expected: 'an owner for every position, or its id among the vacant ones', found: `${missing.slice(0, 20).join(', ')}${missing.length > 20 ? ` and ${missing.length - 20} more` : ''} without`, repair: 'Put somebody on them, or mark them vacant.', value: { territories: missing } });
}

function aboveFirst(territories: readonly CrmTerritory[]): CrmTerritory[] {
  const ordered: CrmTerritory[] = [];
  const placed = new Set<string | null>([null]);
  while (ordered.length < territories.length) {
    const next = territories.filter(({ id, parent }) => !placed.has(id) && placed.has(parent));
    // A parent that is no territory any more is none.
    if (next.length === 0) return [...ordered, ...territories.filter(({ id }) => !placed.has(id)).map((one) => ({ ...one, parent: null }))];
    for (const one of next) {
      ordered.push(one);
      placed.add(one.id);
    }
  }
  return ordered;
}
