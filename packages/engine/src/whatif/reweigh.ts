import { EngineError } from '../base/errors.ts';
import type { Problem } from '../problem/problem.ts';
import { checkSlots, inPlace, type WhatIf } from './whatIf.ts';

/** New values of one measure in some units. */
export interface Reweighed {
  readonly measure: string;
  readonly units: ArrayLike<number>;
  /** One value per unit listed, finite and >= 0. */
  readonly values: ArrayLike<number>;
}

/**
 * What if some units weighed otherwise: sales grew here, a customer left there.
 *
 * @throws EngineError `slots.length`, `whatif.measure`, `whatif.unit`, `whatif.value`
 */
export function reweigh(problem: Problem, slots: Uint16Array, changes: readonly Reweighed[]): WhatIf {
  checkSlots(problem, slots);
  const measures = problem.measures.slice();
  for (const { measure: key, units, values } of changes) {
    const at = measures.findIndex((one) => one.key === key);
    if (at < 0) throw new EngineError('whatif.measure', `There is no measure ${JSON.stringify(key)} whose values could change; known are ${measures.map((one) => one.key).join(', ')}.`, key);
    if (units.length !== values.length) throw new EngineError('whatif.value', `${values.length} new values of ${key} for ${units.length} units; give one value per unit.`, values.length);
    const changed = measures[at].values.slice();
    for (let i = 0; i < units.length; i++) {
      if (!(units[i] < changed.length)) throw new EngineError('whatif.unit', `Unit ${units[i]} is not one of ${changed.length}.`, units[i]);
      if (!(values[i] >= 0 && values[i] < Infinity)) throw new EngineError('whatif.value', `The new ${key} of unit ${problem.graph.ids[units[i]]} is ${values[i]}; it must be a number of at least 0.`, values[i]);
      changed[units[i]] = values[i];
    }
    measures[at] = { ...measures[at], values: changed };
  }
  return inPlace({ ...problem, measures }, slots.slice(), slots.slice());
}
