import type { PlanSheet } from '../exports/planSheet.ts';
import { reasonsOf, tightBudgets, worstDeviations } from '../exports/certificateJson.ts';
import { tidy } from '../exports/csvLine.ts';
import { withTowns } from '../units/nearTown.ts';
import type { PreparedDesign } from './prepareDesign.ts';
import type { SolvedDesign } from './runSolve.ts';

/** What `--json` prints: one object, every figure a program may want. */
export function summaryJson(plan: PlanSheet, design: PreparedDesign, solved: SolvedDesign & { readonly boundCpuSeconds: number }, out: string, files: Readonly<Record<string, string>>): Record<string, unknown> {
  const { certificate } = plan;
  return {
    feasible: certificate.feasible,
    interrupted: solved.solution.interrupted,
    stopped: solved.stopped,
    contiguous: certificate.contiguous,
    tolerance: plan.tolerance,
    worstDeviation: tidy(certificate.worstDeviation),
    deviations: worstDeviations(certificate.measures),
    totals: Object.fromEntries(certificate.measures.map(({ key, total }) => [key, tidy(total)])),
    territories: plan.territories.length,
    units: plan.graph.ids.length,
    rows: plan.reading?.counts ?? null,
    region: plan.region,
    resolution: plan.resolution,
    links: plan.links.length,
    disruption: plan.disruption,
    lowerBound: certificate.lowerBound,
    gap: certificate.gap,
    reasons: reasonsOf(plan),
    notes: design.notes,
    engineVersion: plan.engineVersion,
    seed: plan.seed,
    preset: plan.preset,
    solveCpuSeconds: Math.round(solved.solveCpuSeconds * 1000) / 1000,
    boundCpuSeconds: Math.round(solved.boundCpuSeconds * 1000) / 1000,
    solveSeconds: Math.round(solved.solveSeconds * 1000) / 1000,
    inputHash: plan.inputHash,
    assignmentHash: plan.assignmentHash,
    out,
    files,
  };
}

/** What a planner reads at the end, a few lines. */
export function summaryText(plan: PlanSheet, solved: SolvedDesign, out: string): string {
  const { certificate } = plan;
  const counts = plan.reading?.counts;
  const k = plan.territories.length;
  const lines: string[] = [];
  const units = `${number(plan.graph.ids.length)} units${plan.resolution ? ` (H3 resolution ${plan.resolution[0]} to ${plan.resolution[1]})` : ''}`;
  lines.push(counts ? `${number(counts.rows)} rows: ${number(counts.accepted)} accounts accepted, ${number(counts.rejected)} rejected${counts.rejected > 0 ? ' (rejected.csv says why)' : ''}, ${number(counts.filtered)} left out by --where.` : `A graph of ${units}.`);
  if (counts) lines.push(`${number(k)} territories of ${units}${plan.links.length > 0 ? `, ${plan.links.length === 1 ? '1 link' : `${plan.links.length} links`} over water or a gap` : ''}.`);
  for (const { key, total, deviations } of certificate.measures) {
    const most = deviations.reduce((best, d, t) => (Math.abs(d) > Math.abs(deviations[best]) ? t : best), 0);
    lines.push(`  ${key}: ${number(total)} in all, ${plan.shares.some((share) => share !== null) ? 'by shares' : `${number(total / k)} each`}; at most ${percent(Math.abs(deviations[most]))} off (${plan.territories[most].id}).`);
  }
  const own = Object.entries(plan.demands?.tolerances ?? {});
  const allowed = `${percent(plan.tolerance)}${own.length === 0 ? '' : ` (${own.map(([key, tolerance]) => `${percent(tolerance)} in ${key}`).join(', ')})`}`;
  const pieces = certificate.contiguous ? 'all in one piece' : 'not all in one piece';
  lines.push(certificate.feasible ? `Every territory is within ${allowed} on every measure; ${pieces}.` : `Best plan found: worst territory ${percent(certificate.worstDeviation)} off, ${allowed} allowed; ${pieces}.`);
  for (const reason of [...withTowns(certificate.reasons, plan.graph), ...(certificate.feasible ? [] : tightBudgets(plan))]) lines.push(`  ${reason}`);
  if (certificate.bound?.gap != null) lines.push(boundText(certificate.bound.gap, certificate.bound.measure));
  if (plan.disruption) lines.push(`${number(plan.disruption.moved)} of ${number(plan.disruption.of)} ${plan.accounts ? 'accounts' : 'units'} that have a territory today change it.${leastText(plan.disruption.measures)}`);
  if (solved.stopped === 'time-limit') lines.push('Stopped at the time limit, before the last pass: this is the best plan so far.');
  if (solved.stopped === 'interrupted') lines.push('Stopped before the end: this is the best plan so far.');
  lines.push(`Solved in ${solved.solveSeconds.toFixed(1)} s; written to ${out}.`);
  return `${lines.join('\n')}\n`;
}

/** What the bound means to a planner. It speaks of these centres only. */
function boundText(gap: number, measure: string): string {
  return gap < 0.0005 ? `No plan around these centres is more compact, weighed by ${measure}.` : `No plan around these centres can be more than ${percent(gap)} more compact, weighed by ${measure}; around other centres one might.`;
}

function leastText(measures: NonNullable<PlanSheet['disruption']>['measures']): string {
  const said = measures.flatMap(({ key, moved, of, least }) => (least === null || !(of > 0) ? [] : [`${percent(moved / of)} of ${key} (at least ${percent(least / of)} for any plan within tolerance)`]));
  return said.length === 0 ? '' : ` That moves ${said.join(', ')}.`;
}

/** Warnings that are worth reading before a long solve. */
export function limitsText(design: PreparedDesign, tolerance: number): string[] {
  // Where shares differ, the check of the demands says what is too heavy for whom.
  const said = (design.demands.shares.some((share) => share !== null) ? [] : design.heaviest)
    .filter(({ measure, atMostTerritories }) => atMostTerritories < design.k && design.demands.demands.tolerances?.[measure] === undefined)
    .map(({ measure, unit, unitValue, target, atMostTerritories }) => `${measure}: unit ${design.graph.ids[unit]} alone weighs ${number(unitValue)}, the target is ${number(target)}; at most ${number(atMostTerritories)} territories can be within ${percent(tolerance)}.`);
  return withTowns(said, design.graph);
}

function number(value: number): string {
  const digits = Number.isInteger(value) || Math.abs(value) >= 1000 ? 0 : Math.abs(value) >= 10 ? 1 : 3;
  return value.toFixed(digits).replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '').replace(/\B(?=(\d{3})+(?!\d)(?=\.|$))/g, ',');
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1).replace(/\.0$/, '')} %`;
}
