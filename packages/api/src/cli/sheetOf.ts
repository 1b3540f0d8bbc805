import { assignmentHash, certify, ENGINE_VERSION, type Problem } from '@hexalign/engine';
import { disruptionOf } from '../exports/disruptionOf.ts';
import { withLeast } from '../exports/leastDisruption.ts';
import type { PlanSheet, Stopped } from '../exports/planSheet.ts';
import { balancedOf, tolerancesOf } from '../solving/planDemands.ts';
import { baselineNames, namesInCommon, nameTerritories, plainIds, withPlainIds } from '../units/nameTerritories.ts';
import type { DesignOptions } from './options.ts';
import type { PreparedDesign } from './prepareDesign.ts';

/** Names the territories of a solved design, has it judged, and puts together all that its files say. */
export function sheetOf(design: PreparedDesign, options: Pick<DesignOptions, 'seed' | 'preset' | 'tolerance'>, problem: Problem, slots: Uint16Array, stopped: Stopped | null): PlanSheet {
  const { accounts, unitOfAccount, measures } = design;
  const today = accounts?.current ?? design.currentOfUnit;
  const slotOf = unitOfAccount ? Uint16Array.from(unitOfAccount, (unit) => slots[unit]) : slots;
  const weights = accounts ? accounts.values : measures.map(({ values }) => values);
  const ids = idsOf(design, slotOf, today, weights[0]);
  const keys = measures.map(({ key }) => key);
  const { shares, locks, holds, demands } = design.demands;
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
    locks,
    holds,
    demands,
    links: design.links,
    accounts,
    unitOfAccount,
    reading: design.reading,
    currentOfUnit: design.currentOfUnit,
    disruption: today && withLeast(disruptionOf(keys, weights, today, slotOf, ids), { keys, weights, today, ids, shares, tolerance: tolerancesOf(measures, options.tolerance, demands), balanced: balancedOf(measures, demands) }),
    inputHash: design.inputHash,
    assignmentHash: assignmentHash(design.graph.fingerprint, slots),
    stopped,
    certificate: certify(problem, slots, { links: design.links, seed: options.seed, names: ids }),
  };
}

/** Ids of the territories: as the demands have them; those that may have any number are called after today's, by what they have in common. */
function idsOf({ k, demands }: PreparedDesign, slotOf: ArrayLike<number>, today: readonly (string | null)[] | null, weight: Float64Array): readonly string[] {
  const { ids, own } = demands;
  if (ids !== null && (demands.demands.today || today === null)) return ids;
  if (today === null) return plainIds(k);
  const { names, nameOf } = baselineNames(today);
  if (ids === null) return nameTerritories(k, slotOf, names, nameOf, weight);
  const free = [...ids.keys()].filter((slot) => !own.has(ids[slot]));
  const place = new Map(free.map((slot, i) => [slot, i]));
  const points = [...nameOf.keys()].filter((p) => nameOf[p] >= 0 && !own.has(names[nameOf[p]]) && place.has(slotOf[p]));
  const found = namesInCommon(free.length, points.map((p) => place.get(slotOf[p])!), names, Int32Array.from(points, (p) => nameOf[p]), Float64Array.from(points, (p) => weight[p]));
  return withPlainIds(ids.map((id, slot) => (place.has(slot) ? found[place.get(slot)!] : id)));
}
