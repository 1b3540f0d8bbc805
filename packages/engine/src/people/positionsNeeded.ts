import { EngineError } from '../base/errors.ts';

/** Most territories a problem may have. */
const MOST = 65_534;

/** One kind of work and what a position can do of it. */
export interface WorkDemand {
  /** Key of the measure, for the answer. */
  readonly measure: string;
  /** All of it, >= 0: hours a year, visits, accounts. */
  readonly total: number;
  /** What one position can do, > 0, in the same unit. */
  readonly capacity: number;
  /** Share of the capacity that is to be used, above 0 to 1; the rest is for leave, training and growth. 1 when left out. */
  readonly utilisation?: number;
}

export interface CountOptions {
  /** `up` (when left out): nobody has more than planned. `nearest`: as near to the planned use as whole positions allow. */
  readonly rounding?: 'up' | 'nearest';
  /** Bounds of the answer, 1 and 65,534 when left out. */
  readonly min?: number;
  readonly max?: number;
}

/** The arithmetic of one kind of work: total / (capacity * utilisation) = exact, rounded to positions. */
export interface WorkCount {
  readonly measure: string;
  readonly total: number;
  readonly capacity: number;
  readonly utilisation: number;
  /** capacity * utilisation. */
  readonly perPosition: number;
  /** total / perPosition. */
  readonly exact: number;
  /** What this work alone asks for, before the bounds. */
  readonly positions: number;
  /** Share of the capacity that an even share of the work takes at the answer; above 1 is overtime. */
  readonly used: number;
  /** Work that still fits at the planned use, below 0 when too much. */
  readonly spare: number;
}

export interface PositionsNeeded {
  /** The number of territories. */
  readonly k: number;
  /** The work that asks for the most positions; ties to the first. */
  readonly decidedBy: string;
  /** `min` or `max` when a bound, not the work, made the answer. */
  readonly bound: 'min' | 'max' | null;
  /** In the order given. */
  readonly counts: readonly WorkCount[];
}

/**
 * How many territories there are to be, from the work and what a position can do (the workload method of Talley, 1961):
 * the kind of work that asks for the most positions decides.
 *
 * @param demands at least one
 * @throws EngineError `positions.demand`, `positions.bounds`, `positions.too_many`
 */
export function positionsNeeded(demands: readonly WorkDemand[], { rounding = 'up', min = 1, max = MOST }: CountOptions = {}): PositionsNeeded {
  if (demands.length === 0) throw new EngineError('positions.demand', 'No work was given; name at least one measure with its total and capacity.', 0);
  if (!(Number.isInteger(min) && Number.isInteger(max) && min >= 1 && min <= max && max <= MOST)) {
    throw new EngineError('positions.bounds', `Between ${min} and ${max} territories was asked; expected whole numbers from 1 to 65,534, the smaller first.`, [min, max]);
  }
  const wanted = demands.map((demand) => {
    checkDemand(demand);
    const utilisation = demand.utilisation ?? 1;
    const perPosition = demand.capacity * utilisation;
    const exact = demand.total / perPosition;
    // 0.7 * 10 is a hair above 7 in binary; a hair of work needs no position.
    const positions = Math.max(1, rounding === 'up' ? Math.ceil(exact * (1 - 1e-12)) : Math.round(exact));
    return { measure: demand.measure, total: demand.total, capacity: demand.capacity, utilisation, perPosition, exact, positions };
  });
  const deciding = wanted.reduce((most, count) => (count.positions > most.positions ? count : most));
  if (deciding.positions > max && max === MOST) {
    throw new EngineError('positions.too_many', `The ${deciding.measure} of ${deciding.total} at ${deciding.perPosition} per position would need ${deciding.positions} territories, more than 65,534; check the unit of the capacity.`, deciding.positions);
  }
  const k = Math.min(max, Math.max(min, deciding.positions));
  return {
    k,
    decidedBy: deciding.measure,
    bound: k < deciding.positions ? 'max' : k > deciding.positions ? 'min' : null,
    counts: wanted.map((count) => ({ ...count, used: count.total / (k * count.capacity), spare: k * count.perPosition - count.total })),
  };
}

function checkDemand({ measure, total, capacity, utilisation = 1 }: WorkDemand): void {
  const name = JSON.stringify(measure);
  if (!(total >= 0 && total < Infinity)) throw new EngineError('positions.demand', `The total of ${name} is ${total}, expected a number of at least 0.`, total);
  if (!(capacity > 0 && capacity < Infinity)) throw new EngineError('positions.demand', `The capacity for ${name} is ${capacity}, expected a number above 0 in the unit of the measure.`, capacity);
  if (!(utilisation > 0 && utilisation <= 1)) throw new EngineError('positions.demand', `The utilisation for ${name} is ${utilisation}, expected a share above 0 and at most 1.`, utilisation);
}
