import type { Named, ScenarioDoc } from '@hexalign/engine';
import type { Ledger, Owner, Reason, Why } from '../../contract/ownership.ts';
import { can, decidedInside } from '../access/can.ts';
import { linesOf } from '../access/lines.ts';
import type { Db } from '../db/db.ts';
import type { Actor } from '../http/actor.ts';
import { AppError } from '../http/appError.ts';
import { holdsOn } from '../scenarios/standing.ts';
import type { Provenance } from '../scenarios/provenance.ts';
import type { OpenScenario, Scenarios } from '../scenarios/service.ts';
import type { TimelineRoom } from '../timeline/service.ts';
import { today } from '../timeline/today.ts';
import { findCities } from '../units/findCity.ts';
import type { PlaceData } from '../units/placeData.ts';
import type { LoadedUnits, UnitSets } from '../units/service.ts';
import type { People } from '../people/service.ts';
import { holdsOf } from './holdsOf.ts';
import { postalMeanings, type PostalMeaning } from './postalPlaces.ts';
import { reasonOf } from './reasonOf.ts';
import { territoryAt, type TerritoryRef } from './territoryAt.ts';

export interface Asked {
  readonly date?: string;
  readonly lng?: number;
  readonly lat?: number;
  readonly postal?: string;
  readonly country?: string;
  readonly city?: string;
  readonly account?: string;
}

/** Who owns what, when, and why. */
export interface Ownership {
  /** Who owns a place or an account on a day, by what is in force then. */
  owner(actor: Actor, planId: string, asked: Asked): Promise<Owner>;
  /** Why an account has the owner it has in a state of a scenario. */
  why(actor: Actor, scenarioId: string, accountId: string, seq?: number): Promise<Why>;
  /** Accounts apart from their ground. */
  ledger(actor: Actor, scenarioId: string, asked: { seq?: number; date?: string }): Promise<Ledger>;
}

interface Deps {
  readonly db: Db;
  readonly scenarios: Scenarios;
  readonly timeline: TimelineRoom;
  readonly provenance: Provenance;
  readonly units: UnitSets;
  readonly places: PlaceData;
  readonly people: Pick<People, 'coversOf'>;
  /** Units of a plan's ground. */
  readonly unitsOf: (workspaceId: string, planId: string) => Promise<string | null>;
}

/** States in force that were asked about lately. */
const KEPT = 8;

export function ownership({ db, scenarios, timeline, provenance, units, places, people, unitsOf }: Deps): Ownership {
  const states = new Map<string, OpenScenario>();

  /** A state that never changes, kept for the next question. */
  async function opened(workspaceId: string, scenarioId: string, seq: number): Promise<OpenScenario> {
    const key = `${workspaceId} ${scenarioId} ${seq}`;
    const found = states.get(key) ?? (await scenarios.open(workspaceId, scenarioId, seq));
    states.delete(key);
    states.set(key, found);
    for (const oldest of states.keys()) {
      if (states.size <= KEPT) break;
      states.delete(oldest);
    }
    return found;
  }

  async function accountOf(workspaceId: string, unitsId: string, id: string): Promise<{ id: string; name: string; unit: number; position: number; approximate: boolean }> {
    const [line] = await units.accountsById(workspaceId, unitsId, [id]);
    if (line === undefined) throw unknownPlace({ account: id });
    return { id: line.external_id, name: line.name, unit: line.unit, position: line.position, approximate: line.approximate };
  }

  /** Where what was asked about may lie: one place, but for postal codes that mean several on the plan's ground, or several and none of them there. */
  async function placesOf(workspaceId: string, unitsId: string, loaded: LoadedUnits, asked: Asked): Promise<[Found, ...Found[]]> {
    const given = [asked.account, asked.postal, asked.city, asked.lng ?? asked.lat].filter((value) => value !== undefined);
    if (given.length !== 1 || (asked.lng === undefined) !== (asked.lat === undefined)) throw new AppError('request.invalid', { where: 'query', expected: 'one of: lng and lat, postal, city, account', found: `${given.length} of them` });
    if (asked.country !== undefined && asked.postal === undefined) throw new AppError('request.invalid', { where: 'query.country', expected: 'a postal code beside it', found: 'none' });
    const at = loaded.unitAt;
    if (asked.account !== undefined) {
      const { id, name, unit, position, approximate } = await accountOf(workspaceId, unitsId, asked.account);
      const { lngLat } = await units.places(workspaceId, unitsId);
      return [{ place: { label: name, lng: lngLat[2 * position], lat: lngLat[2 * position + 1], approximate }, unit, account: id }];
    }
    if (asked.postal !== undefined) {
      const meanings = (await postalMeanings(db, places, workspaceId, asked.postal, asked.country ?? null)).map((meaning): Found => ({ place: meaning.place, unit: at(meaning.place.lng, meaning.place.lat), account: null, meaning }));
      const here = meanings.filter(({ unit }) => unit >= 0);
      const [first, ...others] = here.length > 0 ? oneEach(here) : oneEach(meanings);
      if (first === undefined) throw unknownPlace(asked);
      return [first, ...others];
    }
    if (asked.city !== undefined) {
      const found = findCities(asked.city).map((city) => ({ ...city, unit: at(...(city.lngLat as [number, number])) }));
      const city = found.find(({ unit }) => unit >= 0) ?? found[0];
      if (city === undefined) throw unknownPlace(asked);
      return [{ place: { label: city.label, lng: city.lngLat[0], lat: city.lngLat[1], approximate: false }, unit: city.unit, account: null }];
    }
    const [lng, lat] = [asked.lng!, asked.lat!];
    return [{ place: { label: `${lat}, ${lng}`, lng, lat, approximate: false }, unit: at(lng, lat), account: null }];
  }

  async function reasonsOf(workspaceId: string, { row, state }: OpenScenario, unit: number, exceptionOf: string | null): Promise<[Reason, ...Reason[]]> {
    const origins = exceptionOf === null ? await provenance.ofUnit(workspaceId, row, state, unit) : await provenance.ofException(workspaceId, row, state, exceptionOf);
    return origins.map(reasonOf) as [Reason, ...Reason[]];
  }

  return {
    async owner(actor, planId, asked) {
      const { workspaceId } = actor;
      const { date, activation } = await timeline.on(workspaceId, planId, asked.date);
      const open = activation && (await opened(workspaceId, activation.scenarioId, activation.seq));
      const unitsId = open?.row.unit_set_id ?? (await unitsOf(workspaceId, planId));
      if (unitsId === null) throw new AppError('plan.building');
      const loaded = await units.load(workspaceId, unitsId);
      const doc = open === null ? null : open.state.doc;
      const inForce = activation && { activationId: activation.id, scenarioId: activation.scenarioId, scenarioName: activation.scenarioName, revisionId: activation.revisionId, seq: activation.seq, from: activation.from, until: activation.until };
      const nobody = { inForce, territory: null, covers: [], above: [], exception: null, reason: null };
      const territoryOf = ({ unit, account }: Found): TerritoryRef | null => (doc === null || unit < 0 ? null : territoryAt(doc, (account === null ? null : standing(doc, account, date))?.slot ?? doc.slots[unit]));
      const found = (await placesOf(workspaceId, unitsId, loaded, asked)).filter((one) => maySee(actor, doc, territoryOf(one)));
      if (found.length > 1) throw ambiguous(asked, found);
      const [one] = found;
      // To whom a place is none of their business it is one that nobody knows, or ground outside the plan.
      if (one === undefined && asked.lng === undefined) throw unknownPlace(asked);
      if (one === undefined) return { date, place: { label: `${asked.lat}, ${asked.lng}`, lng: asked.lng!, lat: asked.lat!, approximate: false }, unit: null, ...nobody };
      const { place, unit, account } = one;
      const known = { date, place, unit: unit < 0 ? null : { index: unit, id: loaded.graph.ids[unit] } };
      if (open === null || doc === null || unit < 0) return { ...known, ...nobody };
      const exception = account === null ? null : standing(doc, account, date);
      const territory = territoryOf(one);
      const [reason] = await reasonsOf(workspaceId, open, unit, exception === null ? null : account);
      const covers = territory === null ? [] : await people.coversOf(workspaceId, planId, territory.id, date);
      return { ...known, inForce, territory, covers, above: aboveOf(doc, territory), exception, reason };
    },
    async why(actor, scenarioId, accountId, seq) {
      const open = await scenarios.open(actor.workspaceId, scenarioId, seq);
      const { row, state } = open;
      const { id, name, unit } = await accountOf(actor.workspaceId, row.unit_set_id, accountId);
      const account = { id, name, unit };
      const exception = standing(state.doc, account.id, today());
      const [reason, ...behind] = await reasonsOf(actor.workspaceId, open, account.unit, exception === null ? null : account.id);
      return { account, seq: state.seq, territory: territoryAt(state.doc, exception?.slot ?? state.doc.slots[account.unit]), exception, reason, behind };
    },
    async ledger(actor, scenarioId, { seq, date = today() }) {
      const open = await scenarios.open(actor.workspaceId, scenarioId, seq);
      const { row, state } = open;
      const { units: set, graph } = await units.load(actor.workspaceId, row.unit_set_id);
      const held = [...state.doc.holds.keys()].flatMap((subject) => (subject.startsWith('account ') ? [subject.slice('account '.length)] : []));
      const accounts = new Map((await units.accountsById(actor.workspaceId, row.unit_set_id, [...new Set([...state.doc.named.keys(), ...held])])).map((line) => [line.external_id, line]));
      const { lngLat, values } = accounts.size === 0 ? { lngLat: new Float64Array(), values: [] } : await units.places(actor.workspaceId, row.unit_set_id);
      const exceptions: Ledger['exceptions'] = [];
      for (const [id, { slot, reason, owner, expires }] of [...state.doc.named].sort(([a], [b]) => (a < b ? -1 : 1))) {
        const line = accounts.get(id);
        const [decided] = await reasonsOf(actor.workspaceId, open, line?.unit ?? -1, id);
        exceptions.push({
          account: { id, name: line?.name ?? id }, territory: territoryAt(state.doc, slot), ground: line === undefined ? null : territoryAt(state.doc, state.doc.slots[line.unit]),
          reason, owner, expires, expired: !holdsOn({ expires }, date),
          unit: line === undefined ? null : { index: line.unit, id: graph.ids[line.unit] }, place: line === undefined ? null : { lng: lngLat[2 * line.position], lat: lngLat[2 * line.position + 1] }, values: line === undefined ? values.map(() => 0) : values.map((column) => column[line.position]), decided,
        });
      }
      return { seq: state.seq, date, measures: set.measures.map(({ key, unit }) => ({ key, unit })), exceptions, holds: holdsOf(state.doc, graph, accounts, lngLat, date), share: set.accounts === 0 ? 0 : exceptions.length / set.accounts };
    },
  };
}

/** A place that may be meant. */
interface Found {
  readonly place: Owner['place'];
  /** -1: outside the ground of the plan. */
  readonly unit: number;
  readonly account: string | null;
  readonly meaning?: PostalMeaning;
}

/** Meanings of one code that lie within this of each other, of which one does not say its country, are of one place. */
const SAME_PLACE_KM = 100;

/** Meanings that a person would tell apart: of one country the first; an area of a layer, which names no country, is what lies near it. */
function oneEach(found: readonly Found[]): Found[] {
  const kept: Found[] = [];
  for (const one of found) {
    const known = kept.some(({ place, meaning }) => {
      const layered = meaning!.layer !== null || one.meaning!.layer !== null;
      return layered ? kmBetween(place, one.place) < SAME_PLACE_KM : meaning!.country === one.meaning!.country;
    });
    if (!known) kept.push(one);
  }
  return kept;
}

function kmBetween(a: Owner['place'], b: Owner['place']): number {
  const [x, y] = [(a.lng - b.lng) * Math.cos((((a.lat + b.lat) / 2) * Math.PI) / 180), a.lat - b.lat];
  return 111.195 * Math.hypot(x, y);
}

/** Whether somebody may be told who has a place: who answers for a branch, only of what lies in it. */
function maySee(actor: Actor, doc: ScenarioDoc | null, territory: TerritoryRef | null): boolean {
  if (!decidedInside(actor, 'owner.find')) return true;
  return doc !== null && territory !== null && can(actor, 'owner.find', { kind: 'plan', lines: linesOf(doc, [{ type: 'lock', slot: territory.slot, from: false, to: true }]) });
}

/** What is said of a place that there is not. */
function unknownPlace(asked: Asked): AppError {
  if (asked.account !== undefined) return new AppError('account.unknown', { found: asked.account.slice(0, 200) });
  if (asked.postal !== undefined) return new AppError('owner.place', { where: 'query.postal', found: asked.postal, expected: 'a code of an imported postal table or boundary layer, or a US ZIP code' });
  return new AppError('owner.place', { where: 'query.city', found: asked.city, expected: 'a city such as "Denver, CO" or "Lyon (FR)"' });
}

function ambiguous(asked: Asked, found: readonly Found[]): AppError {
  const candidates = found.map(({ place: { label, lng, lat }, meaning }) => ({ label, postal: meaning!.code, country: meaning!.country, layer: meaning!.layer, lng, lat }));
  return new AppError('owner.ambiguous', {
    where: 'query.postal', found: asked.postal, expected: 'a code that means one place', detail: `${asked.postal} can be ${candidates.map(({ label }) => label).join(', ')}.`,
    repair: 'Name the country, or ask by the point of one of them.', value: { candidates },
  });
}

/** The exception of an account, while it holds. */
function standing(doc: ScenarioDoc, account: string, date: string): Named | null {
  const named = doc.named.get(account);
  return named !== undefined && holdsOn(named, date) ? named : null;
}

/** Territories above one, nearest first. */
function aboveOf(doc: ScenarioDoc, territory: TerritoryRef | null): TerritoryRef[] {
  const found: TerritoryRef[] = [];
  for (let at = territory === null ? null : (doc.territories[territory.slot]?.parent ?? null); at !== null; at = doc.territories[at]?.parent ?? null) found.push(territoryAt(doc, at)!);
  return found;
}
