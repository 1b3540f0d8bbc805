import { cheapestMatching } from '../base/cheapestMatching.ts';
import { EngineError } from '../base/errors.ts';
import { firstMatching } from '../base/firstMatching.ts';
import { CoverCosts, type CoverReasons, type PeopleRequest } from './coverCosts.ts';

/** One person on one position, and why. */
export interface Cover extends CoverReasons {
  readonly person: number;
  readonly territory: number;
  /** True when it was demanded, not chosen. */
  readonly fixed: boolean;
}

export interface CoverTotal {
  /** Positions that somebody covers. */
  readonly covers: number;
  /** Sum of the distances that are known. */
  readonly km: number;
  /** Sum of what people keep of what they look after today. */
  readonly kept: number;
  readonly costKm: number;
}

export interface PeopleMatch {
  /** By territory. */
  readonly covers: readonly Cover[];
  /** Territories that nobody covers, ascending. */
  readonly vacant: Uint32Array;
  /** People without a territory, ascending. */
  readonly spare: Uint32Array;
  readonly total: CoverTotal;
  /** Who covers what today by the same prices; null when that was not given. */
  readonly today: { readonly covers: readonly Cover[]; readonly total: CoverTotal } | null;
}

/** Costs are counted in whole metres, so that sums are exact and ties are ties. */
const METRES = 1000;

/**
 * Who covers what: the matching of people and territories that fills as many positions as can be filled, and of all
 * those the cheapest in kilometres from home, accounts kept and capacity used. Exact. Ties go to the lower territory, which
 * takes the lower person. Who is left over is spare, what is left over is vacant.
 *
 * @throws EngineError `people.pair` for demands that contradict each other, and those of `CoverCosts`
 */
export function matchPeople(request: PeopleRequest): PeopleMatch {
  const costs = new CoverCosts(request);
  const { people, territories } = costs;
  const personOf = fixedPeople(request, people, territories);
  const isFixed = Uint8Array.from(personOf, (person) => Number(person >= 0));
  const taken = new Uint8Array(people);
  for (const person of personOf) if (person >= 0) taken[person] = 1;
  const forbidden = new Set(pairsOf(request.forbidden, people, territories));

  const offsets = new Uint32Array(territories + 1);
  const column: number[] = [];
  const metres: number[] = [];
  let spread = 1;
  for (let t = 0; t < territories; t++) {
    let least = 0;
    let most = 0;
    for (let p = 0; p < people && !isFixed[t]; p++) {
      if (taken[p] || forbidden.has(p * territories + t)) continue;
      const cost = Math.round(costs.reasons(p, t).costKm * METRES);
      column.push(p);
      metres.push(cost);
      least = Math.min(least, cost);
      most = Math.max(most, cost);
    }
    offsets[t + 1] = column.length;
    spread += most - least;
  }
  // An empty position that costs more than all choices together is left only when nobody can be found for it.
  const vacant = request.prices?.vacantKm === undefined ? spread : Math.round(request.prices.vacantKm * METRES);
  const given = { offsets, column: Uint32Array.from(column), cost: Float64Array.from(metres), columns: people, costOfNone: new Float64Array(territories).fill(vacant) };
  firstMatching(given, cheapestMatching(given)).forEach((person, t) => {
    if (!isFixed[t]) personOf[t] = person;
  });

  const covers = coversOf(personOf, costs, isFixed);
  for (const { person } of covers) taken[person] = 1;
  const today = request.today && coversOf(peopleToday(request.today, territories), costs, new Uint8Array(territories));
  return {
    covers,
    vacant: Uint32Array.from([...personOf.keys()].filter((t) => personOf[t] < 0)),
    spare: Uint32Array.from([...taken.keys()].filter((p) => taken[p] === 0)),
    total: totalOf(covers),
    today: today ? { covers: today, total: totalOf(today) } : null,
  };
}

function coversOf(personOf: Int32Array, costs: CoverCosts, isFixed: Uint8Array): Cover[] {
  const covers: Cover[] = [];
  personOf.forEach((person, territory) => {
    if (person >= 0) covers.push({ person, territory, ...costs.reasons(person, territory), fixed: isFixed[territory] === 1 });
  });
  return covers;
}

function totalOf(covers: readonly Cover[]): CoverTotal {
  const sum = (of: (cover: Cover) => number): number => covers.reduce((total, cover) => total + of(cover), 0);
  return { covers: covers.length, km: sum(({ km }) => km ?? 0), kept: sum(({ kept }) => kept), costKm: sum(({ costKm }) => costKm) };
}

/** Today's first person of each territory: a position counts once. */
function peopleToday(today: Int32Array, territories: number): Int32Array {
  const personOf = new Int32Array(territories).fill(-1);
  today.forEach((t, person) => {
    if (t >= 0 && t < territories && personOf[t] < 0) personOf[t] = person;
  });
  return personOf;
}

function fixedPeople({ fixed, forbidden }: PeopleRequest, people: number, territories: number): Int32Array {
  const personOf = new Int32Array(territories).fill(-1);
  const territoryOf = new Int32Array(people).fill(-1);
  const never = new Set(pairsOf(forbidden, people, territories));
  for (const pair of pairsOf(fixed, people, territories)) {
    const [person, t] = [Math.floor(pair / territories), pair % territories];
    if (never.has(pair)) throw new EngineError('people.pair', `Person ${person} must and must not cover territory ${t}; take one of the two back.`, [person, t]);
    if (personOf[t] >= 0 && personOf[t] !== person) throw new EngineError('people.pair', `Persons ${personOf[t]} and ${person} must both cover territory ${t}; a position holds one.`, [person, t]);
    if (territoryOf[person] >= 0 && territoryOf[person] !== t) throw new EngineError('people.pair', `Person ${person} must cover territories ${territoryOf[person]} and ${t}; a person holds one position.`, [person, t]);
    personOf[t] = person;
    territoryOf[person] = t;
  }
  return personOf;
}

/** Pairs as `person * territories + territory`. */
function pairsOf(pairs: Uint32Array | undefined, people: number, territories: number): number[] {
  const list: number[] = [];
  if (pairs !== undefined && pairs.length % 2 !== 0) throw new EngineError('people.pair', `${pairs.length} numbers are no pairs of a person and a territory.`, pairs.length);
  for (let i = 0; pairs && i + 1 < pairs.length; i += 2) {
    if (pairs[i] >= people || pairs[i + 1] >= territories) throw new EngineError('people.pair', `There is no person ${pairs[i]} or no territory ${pairs[i + 1]}; there are ${people} people and ${territories} territories.`, [pairs[i], pairs[i + 1]]);
    list.push(pairs[i] * territories + pairs[i + 1]);
  }
  return list;
}
