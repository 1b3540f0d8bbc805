import { assignmentHash, certify, ENGINE_VERSION, type Problem } from '@hexalign/engine';
import { disruptionOf } from '../exports/disruptionOf.ts';
import { withLeast } from '../exports/leastDisruption.ts';
import type { PlanSheet, Stopped } from '../exports/planSheet.ts';
import { baselineNames, nameTerritories, plainIds } from '../units/nameTerritories.ts';
import type { DesignOptions } from './options.ts';
import type { PreparedDesign } from './prepareDesign.ts';

/** Names the territories of a solved design, has it judged, and puts together all that its files say. */
export function sheetOf(design: PreparedDesign, options: Pick<DesignOptions, 'seed' | 'preset' | 'tolerance'>, problem: Problem, slots: Uint16Array, stopped: Stopped | null): PlanSheet {
  const { accounts, unitOfAccount, measures, k } = design;
  const today = accounts?.current ?? design.currentOfUnit;
  const slotOf = unitOfAccount ? Uint16Array.from(unitOfAccount, (unit) => slots[unit]) : slots;
  const weights = accounts ? accounts.values : measures.map(({ values }) => values);
  let ids = plainIds(k);
  if (today) {
    const { names, nameOf } = baselineNames(today);
    ids = nameTerritories(k, slotOf, names, nameOf, weights[0]);
  }
  const keys = measures.map(({ key }) => key);
  const shares = design.measures.map(() => null);
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
    shares,
    locks: [],
    links: design.links,
    accounts,
    unitOfAccount,
    reading: design.reading,
    currentOfUnit: design.currentOfUnit,
    disruption: today && withLeast(disruptionOf(keys, weights, today, slotOf, ids), { keys, weights, today, ids, shares, tolerance: options.tolerance }),
    inputHash: design.inputHash,
    assignmentHash: assignmentHash(design.graph.fingerprint, slots),
    stopped,
    certificate: certify(problem, slots, { links: design.links, seed: options.seed, names: ids }),
  };
}
