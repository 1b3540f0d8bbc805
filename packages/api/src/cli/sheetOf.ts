import { assignmentHash, certify, ENGINE_VERSION, type Problem } from '@hexalign/engine';
import type { Disruption, PlanSheet } from '../exports/planSheet.ts';
import { baselineNames, nameTerritories, plainIds } from '../units/nameTerritories.ts';
import type { DesignOptions } from './options.ts';
import type { PreparedDesign } from './prepareDesign.ts';

/** Names the territories of a solved design, has it judged, and puts together all that its files say. */
export function sheetOf(design: PreparedDesign, options: Pick<DesignOptions, 'seed' | 'preset' | 'tolerance'>, problem: Problem, slots: Uint16Array): PlanSheet {
  const { accounts, unitOfAccount, measures, k } = design;
  const today = accounts?.current ?? design.currentOfUnit;
  const slotOf = unitOfAccount ? Uint16Array.from(unitOfAccount, (unit) => slots[unit]) : slots;
  const weights = accounts ? accounts.values : measures.map(({ values }) => values);
  let ids = plainIds(k);
  if (today) {
    const { names, nameOf } = baselineNames(today);
    ids = nameTerritories(k, slotOf, names, nameOf, weights[0]);
  }
  return {
    engineVersion: ENGINE_VERSION,
    seed: options.seed,
    preset: options.preset,
    tolerance: options.tolerance,
    region: design.region,
    resolution: design.resolution,
    graph: design.graph,
    measures,
    columns: design.columns,
    slots,
    territories: ids.map((id) => ({ id, name: id })),
    links: design.links,
    accounts,
    unitOfAccount,
    reading: design.reading,
    currentOfUnit: design.currentOfUnit,
    disruption: today && disruptionOf(measures.map(({ key }) => key), weights, today, slotOf, ids),
    inputHash: design.inputHash,
    assignmentHash: assignmentHash(design.graph.fingerprint, slots),
    certificate: certify(problem, slots, { links: design.links, seed: options.seed, names: ids }),
  };
}

/**
 * What changes hands: points whose new territory is not today's.
 *
 * @param today per point (account or unit) the name of today's territory; null = none, left out of account
 */
export function disruptionOf(keys: readonly string[], weights: readonly Float64Array[], today: readonly (string | null)[], slotOf: ArrayLike<number>, ids: readonly string[]): Disruption {
  const measures = keys.map((key) => ({ key, moved: 0, of: 0 }));
  let moved = 0;
  let of = 0;
  today.forEach((name, p) => {
    if (name === null) return;
    const moves = ids[slotOf[p]] !== name;
    of++;
    if (moves) moved++;
    measures.forEach((measure, m) => {
      measure.of += weights[m][p];
      if (moves) measure.moved += weights[m][p];
    });
  });
  return { moved, of, measures };
}
