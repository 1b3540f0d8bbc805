import { getResolution, isValidCell } from 'h3-js';
import type { Problem, Violation } from '../problem/problem.ts';
import type { Certificate } from './certificate.ts';
import { percent, percentGiven } from './percent.ts';

/** At most this many territories are named one by one. */
const NAMED = 5;
/** The finest H3 resolution that plans are made of. */
const FINEST = 10;

/**
 * Units that no territory can take, or that are coarser than the tolerance where it matters: which, how heavy, and what
 * resolution would help.
 *
 * @returns one sentence each; none for units that are light enough
 */
export function heavyUnits(problem: Problem, slots: Uint16Array, measures: Certificate['measures'], violations: readonly Violation[], nameOf: (slot: number) => string): string[] {
  const said: string[] = [];
  for (const { key, total, tolerance, targets } of measures) {
    const { values } = problem.measures.find((m) => m.key === key)!;
    const largest = targets.reduce((most, target) => Math.max(most, target), 0);
    const limit = largest * (1 + tolerance);
    let heaviest = 0;
    let tooHeavy = 0;
    for (let u = 0; u < values.length; u++) {
      if (values[u] > values[heaviest]) heaviest = u;
      if (values[u] > limit * (1 + 1e-9)) tooHeavy++;
    }
    if (tooHeavy > 0) {
      const most = Math.max(1, Math.floor((total * (1 + tolerance)) / values[heaviest]));
      const others = tooHeavy === 1 ? '' : ` (${tooHeavy - 1} more ${tooHeavy === 2 ? 'unit is' : 'units are'} too heavy as well)`;
      said.push(
        `Unit ${problem.graph.ids[heaviest]} alone holds ${percent(values[heaviest] / largest)} of a territory's target of ${key}${others}: no plan can keep ${percentGiven(tolerance)}. At most ${most} ${most === 1 ? 'territory' : 'territories'} at this tolerance, or ${finer(problem.graph.ids[heaviest], values[heaviest] / limit)} if the unit can be divided.`,
      );
      continue;
    }
    // In a territory that is outside: its heaviest unit, when moving it would overshoot the whole band.
    const outer = new Set(violations.filter((v) => v.code === 'balance.outside' && v.measure === key).map((v) => v.slot));
    const coarse = new Map<number, number>();
    for (let u = 0; u < values.length; u++) {
      const slot = slots[u];
      if (!outer.has(slot) || values[u] <= 2 * tolerance * targets[slot]) continue;
      const heavier = coarse.get(slot);
      if (heavier === undefined || values[u] > values[heavier]) coarse.set(slot, u);
    }
    const named = [...coarse].sort(([, a], [, b]) => values[b] - values[a] || a - b).slice(0, NAMED);
    for (const [slot, u] of named) {
      said.push(`In ${nameOf(slot)} unit ${problem.graph.ids[u]} holds ${percent(values[u] / targets[slot])} of the target of ${key}, more than the whole band of ${percentGiven(2 * tolerance)}: ${finer(problem.graph.ids[u], values[u] / (2 * tolerance * targets[slot]))} there would help, unless one account holds most of it.`);
    }
  }
  return said;
}

/**
 * The resolution at which a cell's parts would be light enough if its weight were spread evenly: seven parts a step.
 *
 * @param times how many times too heavy the unit is
 */
function finer(id: string, times: number): string {
  const now = isValidCell(id) ? getResolution(id) : FINEST;
  if (now >= FINEST) return 'a finer division';
  let resolution = now;
  for (let left = times; left > 1 && resolution < FINEST; left /= 7) resolution++;
  return Number.isFinite(times) ? `a finer resolution (${resolution} instead of ${now})` : 'a finer resolution';
}
