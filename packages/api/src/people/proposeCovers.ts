import { aggregate, EngineError, matchPeople, presentAccounts, territoryCentres, type Measure, type ScenarioDoc, type UnitGraph } from '@hexalign/engine';
import type { CoverProposal, ProposeCovers } from '../../contract/people.ts';
import type { PackedAccounts } from '../../contract/wire.ts';
import { AppError } from '../http/appError.ts';

/** Somebody of the register. */
export interface KnownPerson {
  readonly id: string;
  readonly name?: string;
  readonly place?: { readonly lng: number; readonly lat: number };
  readonly capacity?: number;
  readonly hired?: string;
  readonly leaves?: string;
  readonly skills?: readonly string[];
}

/** A scenario with its accounts and the people there are. */
export interface Staffing {
  readonly doc: ScenarioDoc;
  readonly graph: UnitGraph;
  /** Of the ground, without the accounts that belong elsewhere. */
  readonly measures: readonly Measure[];
  /** What such accounts bring to a territory, by slot of the document and position of the measure. */
  readonly carried: (slot: number, measure: number) => number;
  /** Slot of the document of each account. */
  readonly slotOfAccount: Uint16Array;
  readonly accounts: { readonly ids: readonly string[]; readonly units: Uint32Array; readonly values: PackedAccounts['values'] };
  /** Owner by account: a person's id or name. */
  readonly ownerOf: ReadonlyMap<string, string>;
  readonly people: readonly KnownPerson[];
  /** Owner by territory on the day. */
  readonly today: ReadonlyMap<string, string>;
}

const NOBODY = 0xffffffff;

/**
 * Who should get what: the most positions filled, and of those the shortest ways from home, most present accounts kept and work that
 * fits capacity. Exact; only people who are there on the day, only territories that hold ground.
 *
 * @throws AppError `cover.invalid` for names that do not exist and demands that contradict each other
 */
export function proposeCovers(asked: ProposeCovers, { doc, graph, measures, carried, slotOfAccount, accounts, ownerOf, people, today }: Staffing): CoverProposal {
  const slots = doc.territories.flatMap((territory, slot) => (territory !== null && territory.level === 0 && doc.slots.includes(slot) ? [slot] : []));
  const territories = slots.map((slot) => doc.territories[slot]!);
  const present = people.filter(({ hired, leaves }) => (hired === undefined || hired <= asked.on) && (leaves === undefined || leaves >= asked.on));
  const [p, k] = [present.length, slots.length];
  const place = new Map(slots.map((slot, t) => [slot, t]));
  const of = doc.slots.map((slot) => place.get(slot) ?? 0xffff);
  const measureOf = (key: string | null, where: string): number => {
    const m = key === null ? -1 : measures.findIndex((measure) => measure.key === key);
    if (key !== null && m < 0) throw new AppError('cover.invalid', { where: `body.${where}`, expected: `one of ${measures.map((measure) => measure.key).join(', ')}`, found: key });
    return m;
  };
  const [work, keep] = [measureOf(asked.workload, 'workload'), measureOf(asked.keep, 'keep')];
  const person = new Map(present.flatMap(({ id, name }, i) => [...(name === undefined ? [] : [[name, i] as const]), [id, i] as const]));
  const pairs = (list: ProposeCovers['fixed'], where: string): Uint32Array => Uint32Array.from(list.flatMap((pair, i) => {
    const [who, what] = [present.findIndex(({ id }) => id === pair.person), territories.findIndex(({ id }) => id === pair.territory)];
    if (who < 0) throw new AppError('cover.invalid', { where: `body.${where}.${i}.person`, expected: `somebody who is there on ${asked.on}`, found: pair.person });
    if (what < 0) throw new AppError('cover.invalid', { where: `body.${where}.${i}.territory`, expected: 'a territory with ground', found: pair.territory });
    return [who, what];
  }));
  const weight = aggregate(doc.slots.length, accounts.units, new Float64Array(accounts.units.length).fill(1));
  const covering = Int32Array.from(present, ({ id }) => territories.findIndex((territory) => today.get(territory.id) === id));
  try {
    const match = matchPeople({
      homes: Float64Array.from(present.flatMap(({ place: home }) => (home === undefined ? [NaN, NaN] : [home.lng, home.lat]))),
      centres: territoryCentres(graph, of, k, weight).lngLat,
      ...(work < 0 ? {} : { workload: sumsOf(of, k, measures[work].values).map((sum, t) => sum + carried(slots[t], work)), capacity: Float64Array.from(present, ({ capacity }) => (capacity !== undefined && capacity > 0 ? capacity : NaN)) }),
      present: presentAccounts(
        Uint32Array.from(accounts.ids, (id) => person.get(ownerOf.get(id) ?? '') ?? NOBODY), slotOfAccount.map((slot) => place.get(slot) ?? 0xffff), p, k, keep < 0 ? undefined : accounts.values[keep],
      ),
      today: covering, fixed: pairs(asked.fixed, 'fixed'), forbidden: pairs(asked.forbidden, 'forbidden'), prices: { keepKm: asked.keepKm, fitKm: asked.fitKm },
    });
    const totals = ({ covers, km, kept }: { covers: number; km: number; kept: number }) => ({ covers, km, kept });
    return {
      covers: match.covers.map(({ person: who, territory, km, kept, used, fixed }) => ({
        territory: territories[territory].id, territoryName: territories[territory].name, person: present[who].id, name: present[who].name ?? null, fixed, km, kept, used, today: today.get(territories[territory].id) ?? null,
      })),
      vacant: Array.from(match.vacant, (t) => territories[t].id),
      spare: Array.from(match.spare, (who) => ({ person: present[who].id, name: present[who].name ?? null })),
      total: totals(match.total),
      today: match.today === null || match.today.covers.length === 0 ? null : totals(match.today.total),
    };
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    throw new AppError('cover.invalid', { detail: error.message });
  }
}

function sumsOf(slots: Uint16Array, k: number, values: Float64Array): Float64Array {
  const sums = new Float64Array(k);
  slots.forEach((slot, u) => {
    if (slot < k) sums[slot] += values[u];
  });
  return sums;
}
