import type { Problem, Violation } from '../problem/problem.ts';
import type { Adjacency } from './adjacency.ts';
import type { Certificate } from './certificate.ts';
import { heavyUnits } from './heavyUnits.ts';
import { percent, percentGiven } from './percent.ts';

type JudgedMeasure = Certificate['measures'][number];

/** What the sentences are made from. */
interface Case {
  readonly problem: Problem;
  readonly slots: Uint16Array;
  readonly touching: Adjacency;
  readonly measures: readonly JudgedMeasure[];
  readonly violations: readonly Violation[];
  readonly nameOf: (slot: number) => string;
}

/** At most this many territories are named one by one. */
const NAMED = 5;

/**
 * Why a plan is not within tolerance and what would help, for a planner: which territories, what blocks (a
 * unit, a demand, an island, a region that leans one way), and the cheapest changes of the question.
 *
 * @returns one sentence each; none when there is no violation
 */
export function reasons(problem: Problem, slots: Uint16Array, touching: Adjacency, measures: readonly JudgedMeasure[], violations: readonly Violation[], nameOf: (slot: number) => string): string[] {
  if (violations.length === 0) return [];
  const plan: Case = { problem, slots, touching, measures, violations, nameOf };
  return [...outside(plan), ...otherFaults(plan), ...heavyUnits(problem, slots, measures, violations, nameOf), ...heldTooMuch(plan), ...islands(plan), ...leaningRegions(plan), ...widerTolerance(plan)];
}

function outside({ measures, violations, nameOf }: Case): string[] {
  return measures.flatMap(({ key, tolerance, deviations }) => {
    const slots = violations.filter((v) => v.code === 'balance.outside' && v.measure === key).map((v) => v.slot!);
    if (slots.length === 0) return [];
    slots.sort((a, b) => Math.abs(deviations[b]) - Math.abs(deviations[a]) || a - b);
    const named = slots.slice(0, NAMED).map((slot) => `${nameOf(slot)} (${deviations[slot] > 0 ? '+' : '-'}${percent(Math.abs(deviations[slot]), tolerance)})`);
    const rest = slots.length - named.length;
    const many = slots.length === 1 ? 'One territory is' : `${slots.length} of ${deviations.length} territories are`;
    return [`${many} outside ${percentGiven(tolerance)} in ${key}: ${named.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}.`];
  });
}

function otherFaults({ violations }: Case): string[] {
  const others = violations.filter((v) => v.code !== 'balance.outside');
  const shown = others.slice(0, NAMED).map((v) => v.message);
  if (others.length > NAMED) shown.push(`There are ${others.length - NAMED} more faults of this kind; the list of violations has them all.`);
  return shown;
}

/** Demands that alone exceed what a territory may hold. */
function heldTooMuch({ problem, measures, nameOf }: Case): string[] {
  const { constraints, load, k } = problem;
  const said: string[] = [];
  for (const { key, tolerance, targets } of measures) {
    const measure = problem.measures.findIndex((m) => m.key === key);
    const { values } = problem.measures[measure];
    const held = new Float64Array(k);
    if (load !== undefined) held.forEach((_, slot) => (held[slot] = load[slot * problem.measures.length + measure]));
    const counted = new Set<number>();
    for (const demand of constraints) {
      const units = demand.type === 'hold' ? demand.units : demand.type === 'seed' ? [demand.unit] : [];
      for (const u of units) {
        if (counted.has(u) || !('slot' in demand)) continue;
        counted.add(u);
        held[demand.slot] += values[u];
      }
      if (demand.type !== 'keepTogether') continue;
      const groups = new Map<number, number>();
      demand.group.forEach((group, u) => group > 0 && groups.set(group, (groups.get(group) ?? 0) + values[u]));
      const largest = targets.reduce((most, target) => Math.max(most, target), 0);
      for (const [group, sum] of groups) {
        if (sum <= largest * (1 + tolerance) + 1e-9) continue;
        const first = problem.graph.ids[demand.group.indexOf(group)];
        said.push(`The units kept together with ${first} hold ${percent(sum / largest)} of a territory's target of ${key}: divide the group, or ask for fewer territories.`);
      }
    }
    held.forEach((sum, slot) => {
      if (sum > targets[slot] * (1 + tolerance) * (1 + 1e-9)) said.push(`What is held in ${nameOf(slot)} comes to ${percent(sum / targets[slot])} of its target of ${key}: release some of it, or give the territory a larger share.`);
    });
  }
  return said;
}

/** Parts of the ground that are worth no whole number of territories. */
function islands({ problem, slots, touching, measures, nameOf, violations }: Case): string[] {
  const partOf = parts(touching);
  const count = partOf.reduce((most, part) => Math.max(most, part + 1), 0);
  if (count < 2) return [];
  const said: string[] = [];
  // Territories of each part; a territory over two parts is a fault of its own.
  const slotsOf = Array.from({ length: count }, () => new Set<number>());
  const size = new Int32Array(count);
  for (let u = 0; u < slots.length; u++) {
    if (slots[u] < problem.k) slotsOf[partOf[u]].add(slots[u]);
    size[partOf[u]]++;
  }
  const outer = new Set(violations.filter((v) => v.code === 'balance.outside').map((v) => v.slot));
  for (let part = 0; part < count && said.length < NAMED; part++) {
    const own = [...slotsOf[part]];
    for (const { key, tolerance, total, targets } of measures) {
      const { values } = problem.measures.find((m) => m.key === key)!;
      if (!(total > 0) || !own.some((slot) => outer.has(slot))) continue;
      let sum = 0;
      // The unit that holds most says best where the part is.
      let heaviest = -1;
      for (let u = 0; u < slots.length; u++) {
        if (partOf[u] !== part) continue;
        sum += values[u];
        if (heaviest < 0 || values[u] > values[heaviest]) heaviest = u;
      }
      const target = own.reduce((all, slot) => all + targets[slot], 0);
      if (target > 0 && Math.abs(sum / target - 1) <= tolerance) continue;
      const who = own.length === 1 ? nameOf(own[0]) : `its ${own.length} territories`;
      said.push(
        `${size[part] === 1 ? 'The separate unit' : `The separate part of ${size[part]} units around`} ${problem.graph.ids[heaviest]} holds ${percent(sum / total)} of ${key}, and ${who} should hold ${percent(target / total)}: link it to its neighbour, or change its number of territories.`,
      );
      break;
    }
  }
  return said;
}

function parts({ offsets, neighbors }: Adjacency): Int32Array {
  const n = offsets.length - 1;
  const partOf = new Int32Array(n).fill(-1);
  const stack: number[] = [];
  let count = 0;
  for (let start = 0; start < n; start++) {
    if (partOf[start] >= 0) continue;
    partOf[start] = count;
    stack.push(start);
    for (let u = stack.pop(); u !== undefined; u = stack.pop()) {
      for (let e = offsets[u]; e < offsets[u + 1]; e++) {
        if (partOf[neighbors[e]] >= 0) continue;
        partOf[neighbors[e]] = count;
        stack.push(neighbors[e]);
      }
    }
    count++;
  }
  return partOf;
}

/** Territories outside the tolerance whose neighbours all lean the same way, so that none of them can take the difference. */
function leaningRegions({ problem, slots, touching, measures, violations, nameOf }: Case): string[] {
  const beside = Array.from({ length: problem.k }, () => new Set<number>());
  for (let u = 0; u < slots.length; u++) {
    if (slots[u] >= problem.k) continue;
    for (let e = touching.offsets[u]; e < touching.offsets[u + 1]; e++) {
      const other = slots[touching.neighbors[e]];
      if (other !== slots[u] && other < problem.k) beside[slots[u]].add(other);
    }
  }
  const said: string[] = [];
  for (const { key, deviations, targets, sums } of measures) {
    const told = new Set<number>();
    const outer = violations.filter((v) => v.code === 'balance.outside' && v.measure === key).map((v) => v.slot!);
    outer.sort((a, b) => Math.abs(deviations[b]) - Math.abs(deviations[a]) || a - b);
    for (const slot of outer) {
      if (told.has(slot) || said.length >= NAMED) continue;
      const sign = Math.sign(deviations[slot]);
      if (beside[slot].size === 0 || [...beside[slot]].some((other) => deviations[other] * sign <= 0)) continue;
      // The whole region that leans this way, from here.
      const region = [slot];
      told.add(slot);
      for (const at of region) {
        for (const other of beside[at]) {
          if (told.has(other) || deviations[other] * sign <= 0) continue;
          told.add(other);
          region.push(other);
        }
      }
      const target = region.reduce((all, t) => all + targets[t], 0);
      const sum = region.reduce((all, t) => all + sums[t], 0);
      said.push(
        `${nameOf(slot)} and all its neighbours are ${sign > 0 ? 'above' : 'below'} target in ${key}, in a region of ${region.length} territories that is ${percent(Math.abs(sum / target - 1))} ${sign > 0 ? 'above' : 'below'} as a whole: the difference has to be carried across several territories, at the cost of their shape.`,
      );
    }
  }
  return said;
}

function widerTolerance({ measures, violations }: Case): string[] {
  if (!violations.every((v) => v.code === 'balance.outside')) return [];
  const worst = measures.reduce((most, { deviations }) => Math.max(most, ...deviations.map(Math.abs)), 0);
  // No tolerance is wider than everything.
  if (worst > 1) return [];
  return [`A tolerance of ${(Math.ceil(worst * 1000 - 1e-9) / 10).toFixed(1)} % is kept by this plan as it stands.`];
}
