import { Mapping } from '../../contract/datasets.ts';
import { PlanDemands } from '../solving/planDemands.ts';
import { tidy } from './csvLine.ts';
import type { PlanSheet } from './planSheet.ts';

/**
 * `plan.json`: what was asked for, and by which hashes the other files are known.
 *
 * @param files hex SHA-256 of each file beside it, without `certificate.json`, which knows the hash of this one
 */
export function planJson(plan: PlanSheet, files: Readonly<Record<string, string>>): string {
  const k = plan.territories.length;
  const document = {
    format: 'hexalign-plan',
    version: 1,
    engineVersion: plan.engineVersion,
    seed: plan.seed,
    preset: plan.preset,
    stopped: plan.stopped,
    tolerance: plan.tolerance,
    region: plan.region,
    ...(plan.layer ? { layer: plan.layer } : {}),
    resolution: plan.resolution,
    measures: plan.measures.map((measure, m) => ({ name: measure.key, column: plan.columns[m], unit: measure.unit, total: tidy(plan.certificate.measures.find(({ key }) => key === measure.key)?.total ?? measure.values.reduce((sum, value) => sum + value, 0)) })),
    territories: plan.territories.map(({ id, name }, slot) => ({ id, name, shares: Object.fromEntries(plan.measures.map(({ key }, m) => [key, plan.shares[m]?.[slot] ?? tidy(1 / k)])) })),
    links: plan.links.map(({ from, to, km, reason }) => ({ from, to, km: tidy(km), reason })),
    holds: plan.holds ?? [],
    locks: plan.locks,
    ...(plan.exceptions && plan.exceptions.length > 0 ? { exceptions: plan.exceptions.map(({ account, territory, reason, owner, expires }) => ({ account, territory, reason, owner, expires })) } : {}),
    ...(plan.demands && Object.keys(plan.demands).length > 0 ? { demands: PlanDemands.parse(plan.demands) } : {}),
    // A database gives keys back in an order of its own.
    reading: plan.reading && { ...plan.reading, mapping: Mapping.parse(plan.reading.mapping) },
    files,
    inputHash: plan.inputHash,
    assignmentHash: plan.assignmentHash,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
