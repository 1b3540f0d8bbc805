import { EngineError } from '../base/errors.ts';
import { arcKm } from '../graph/distance.ts';
import { unitVectors } from '../graph/project.ts';

/** People and the positions they may take. p = people, k = territories. */
export interface PeopleRequest {
  /** 2p degrees, `[lng, lat]`; NaN for a home that is not known. */
  readonly homes: Float64Array;
  /** 2k degrees, as `territoryCentres` returns them; NaN for a territory without ground. */
  readonly centres: Float64Array;
  /** k amounts of work, in the unit of `capacity`. */
  readonly workload?: Float64Array;
  /** p amounts of work that a person can do, > 0; NaN where it is not known. */
  readonly capacity?: Float64Array;
  /** p * k, what each person looks after today in each territory, as `presentAccounts` returns it. */
  readonly present?: Float64Array;
  /** p territories that people cover today, -1 for none; what the answer is compared with. */
  readonly today?: Int32Array;
  /** Pairs person, territory that may not be. */
  readonly forbidden?: Uint32Array;
  /** Pairs person, territory that must be. */
  readonly fixed?: Uint32Array;
  readonly prices?: CoverPrices;
}

/** What things are worth, all in kilometres between home and centre. */
export interface CoverPrices {
  /** For keeping what an average person looks after today; 200 when left out. */
  readonly keepKm?: number;
  /** For work that differs from the person's capacity by all of that capacity; 200 when left out. */
  readonly fitKm?: number;
  /** From which on a position is rather left vacant; never when left out. */
  readonly vacantKm?: number;
}

/** What it means when a person covers a territory. */
export interface CoverReasons {
  /** From home to centre along the globe; null when either is unknown. */
  readonly km: number | null;
  /** What the person looks after in the territory today and would keep. */
  readonly kept: number;
  /** Work over capacity: 1 is a perfect fit; null when either is unknown. */
  readonly used: number | null;
  /** All of it at its price. */
  readonly costKm: number;
}

/** Beyond so many times the capacity no misfit is worse than another. */
const WORST_FIT = 1e6;
const KEEP_KM = 200;
const FIT_KM = 200;

/** Prices every pair of a person and a territory. */
export class CoverCosts {
  readonly people: number;
  readonly territories: number;
  private readonly request: PeopleRequest;
  private readonly homes: Float64Array;
  private readonly centres: Float64Array;
  /** k distances that an unknown home counts with: the mean of the known ones, so that it neither helps nor hurts. */
  private readonly usualKm: Float64Array;
  private readonly averageHeld: number;

  /** @throws EngineError `people.length`, `people.home`, `people.capacity`, `people.workload`, `people.present`, `people.centre`, `people.today`, `people.price` */
  constructor(request: PeopleRequest) {
    this.request = request;
    this.people = request.homes.length / 2;
    this.territories = request.centres.length / 2;
    checkNumbers(request, this.people, this.territories);
    this.homes = unitVectors(request.homes);
    this.centres = unitVectors(request.centres);
    this.usualKm = Float64Array.from({ length: this.territories }, (_, t) => {
      let sum = 0;
      let known = 0;
      for (let p = 0; p < this.people; p++) {
        const km = this.km(p, t);
        if (km === null) continue;
        sum += km;
        known++;
      }
      return known > 0 ? sum / known : 0;
    });
    let held = 0;
    for (const value of request.present ?? []) held += value;
    this.averageHeld = held / Math.max(this.people, 1);
  }

  reasons(person: number, territory: number): CoverReasons {
    const { workload, capacity, present, prices } = this.request;
    const km = this.km(person, territory);
    const kept = present ? present[person * this.territories + territory] : 0;
    const used = workload && capacity && capacity[person] > 0 ? workload[territory] / capacity[person] : null;
    let costKm = km ?? this.usualKm[territory];
    if (this.averageHeld > 0) costKm -= (prices?.keepKm ?? KEEP_KM) * (kept / this.averageHeld);
    if (used !== null) costKm += (prices?.fitKm ?? FIT_KM) * Math.min(WORST_FIT, Math.abs(used - 1));
    return { km, kept, used, costKm };
  }

  private km(person: number, territory: number): number | null {
    let chord2 = 0;
    for (let i = 0; i < 3; i++) {
      const step = this.homes[3 * person + i] - this.centres[3 * territory + i];
      chord2 += step * step;
    }
    return chord2 >= 0 ? arcKm(chord2) : null;
  }
}

function checkNumbers({ homes, centres, workload, capacity, present, today, prices }: PeopleRequest, p: number, k: number): void {
  const check = (name: string, list: ArrayLike<number> | undefined, length: number): void => {
    if (list && list.length !== length) throw new EngineError('people.length', `${name} has ${list.length} numbers, expected ${length}.`, list.length);
  };
  if (homes.length % 2 !== 0 || centres.length % 2 !== 0) throw new EngineError('people.length', `There are ${homes.length} numbers for homes and ${centres.length} for centres; give a longitude and a latitude for each.`, homes.length);
  check('workload', workload, k);
  check('capacity', capacity, p);
  check('present', present, p * k);
  check('today', today, p);
  for (let i = 0; i < homes.length; i++) {
    if (Math.abs(homes[i]) > (i % 2 === 0 ? 180 : 90)) throw new EngineError('people.home', `Person ${i >> 1} lives at [${homes[i & ~1]}, ${homes[i | 1]}], expected [longitude, latitude] in degrees, or NaN when it is not known.`, i >> 1);
  }
  for (let i = 0; i < centres.length; i++) {
    if (Math.abs(centres[i]) > (i % 2 === 0 ? 180 : 90)) throw new EngineError('people.centre', `Territory ${i >> 1} has its centre at [${centres[i & ~1]}, ${centres[i | 1]}], expected [longitude, latitude] in degrees, or NaN without ground.`, i >> 1);
  }
  today?.forEach((territory, person) => {
    if (!(territory >= -1 && territory < k)) throw new EngineError('people.today', `Person ${person} covers territory ${territory} today; there are ${k}, counted from 0, and -1 for none.`, territory);
  });
  capacity?.forEach((value, person) => {
    if (value <= 0 || value === Infinity) throw new EngineError('people.capacity', `Person ${person} has a capacity of ${value}, expected more than 0, or NaN when it is not known. Leave out who cannot work.`, person);
  });
  workload?.forEach((value, territory) => {
    if (!(value >= 0 && value < Infinity)) throw new EngineError('people.workload', `Territory ${territory} holds ${value} of work, expected a number of at least 0.`, territory);
  });
  present?.forEach((value, i) => {
    if (!(value >= 0 && value < Infinity)) throw new EngineError('people.present', `Person ${Math.floor(i / k)} looks after ${value} in territory ${i % k}, expected a number of at least 0.`, value);
  });
  for (const price of [prices?.keepKm, prices?.fitKm, prices?.vacantKm]) {
    if (price !== undefined && !(price >= 0 && price < 1e6)) throw new EngineError('people.price', `A price of ${price} km; expected 0 to 1,000,000.`, price);
  }
}
