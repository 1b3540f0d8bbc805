import { withTowns } from '../units/nearTown.ts';
import { tidy } from './csvLine.ts';
import type { PlanSheet } from './planSheet.ts';

/**
 * `certificate.json`: what the independent check found, in ids instead of positions.
 *
 * @param planHash hex SHA-256 of `plan.json`
 */
export function certificateJson(plan: Pick<PlanSheet, 'certificate' | 'territories' | 'graph' | 'engineVersion' | 'seed' | 'inputHash' | 'tolerance' | 'disruption' | 'stopped' | 'demands' | 'clash'>, planHash: string): string {
  const { certificate, territories, graph, disruption } = plan;
  const document = {
    format: 'hexalign-certificate',
    version: 1,
    engineVersion: plan.engineVersion,
    seed: plan.seed,
    feasible: certificate.feasible,
    contiguous: certificate.contiguous,
    tolerance: plan.tolerance,
    worstDeviation: tidy(certificate.worstDeviation),
    deviations: worstDeviations(certificate.measures),
    measures: certificate.measures.map(({ key, unit, total, tolerance, sums, targets, deviations }) => ({
      name: key,
      unit,
      total: tidy(total),
      tolerance,
      territories: territories.map(({ id }, slot) => ({ territory: id, sum: tidy(sums[slot]), target: tidy(targets[slot]), deviation: tidy(deviations[slot]) })),
    })),
    violations: certificate.violations.map(({ code, message, slot, unit, measure, value, limit }) => ({
      code,
      message,
      ...(slot === undefined ? {} : { territory: territories[slot]?.id ?? null }),
      ...(unit === undefined ? {} : { unit: graph.ids[unit] }),
      ...(measure === undefined ? {} : { measure }),
      ...(value === undefined ? {} : { value: tidy(value) }),
      ...(limit === undefined ? {} : { limit: tidy(limit) }),
    })),
    compactness: certificate.shapes.map(({ momentCompactness, polsbyPopper, pieces }, slot) => ({ territory: territories[slot].id, momentCompactness: rounded(momentCompactness), polsbyPopper: rounded(polsbyPopper), pieces })),
    disruption: disruption && { moved: disruption.moved, of: disruption.of, measures: disruption.measures.map(({ key, moved, of, least }) => ({ name: key, moved: tidy(moved), of: tidy(of), least })) },
    lowerBound: certificate.lowerBound,
    gap: certificate.gap,
    bound: certificate.bound && { measure: certificate.bound.measure, inertia: certificate.bound.inertia, lowerBound: certificate.bound.lowerBound, gap: certificate.bound.gap, bands: certificate.bound.bands.map(({ measure, tolerance, multipliers }) => ({ measure, tolerance, multipliers })) },
    stopped: plan.stopped,
    reasons: reasonsOf(plan),
    inputHash: plan.inputHash,
    assignmentHash: certificate.assignmentHash,
    planHash,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** Why a plan does not keep what was asked, and what would help; that its search was cut short is one of the reasons. */
export function reasonsOf({ certificate, graph, stopped, demands, disruption, clash = [] }: Pick<PlanSheet, 'certificate' | 'graph' | 'stopped' | 'demands' | 'disruption' | 'clash'>): readonly string[] {
  if (certificate.feasible) return certificate.reasons;
  const said = [...withTowns([...clash, ...certificate.reasons], graph), ...tightBudgets({ demands, disruption })];
  return stopped === null ? said : [...said, stopped === 'no-gain' ? 'The search ended after some time without a gain, before its last pass: more time may bring the plan within tolerance.' : stopped === 'time-limit' ? 'The search ended at its time limit, before its last pass: more time may bring the plan within tolerance.' : 'The search was stopped before its last pass: more time may bring the plan within tolerance.'];
}

/** Budgets below what any plan within the tolerance moves. */
export function tightBudgets({ demands, disruption }: Pick<PlanSheet, 'demands' | 'disruption'>): string[] {
  return (demands?.budgets ?? []).flatMap(({ what, max, territory }) => {
    const { least = null, gone = 0 } = disruption?.measures.find(({ key }) => key === what) ?? {};
    // Nine digits of a bound are kept, so that much of it is rounding.
    if (territory !== undefined || least === null || least - gone <= max + 1e-8 * least) return [];
    return [`Any plan within the tolerance moves at least ${Number((least - gone).toPrecision(6))} of ${what}${gone > 0 ? ' out of territories that go on' : ''}, more than the budget of ${Number(max.toPrecision(6))}: raise the budget, or allow more deviation.`];
  });
}

/** Per measure the largest |deviation| of any territory, 0-1. */
export function worstDeviations(measures: PlanSheet['certificate']['measures']): Record<string, number> {
  return Object.fromEntries(measures.map(({ key, deviations }) => [key, tidy(Math.max(...deviations.map(Math.abs)))]));
}

/** Shape figures use functions whose last bit differs between machines: nine digits are the same everywhere. */
function rounded(value: number): number {
  return Number(value.toFixed(9));
}
