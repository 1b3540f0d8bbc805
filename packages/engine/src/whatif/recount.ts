import { EngineError } from '../base/errors.ts';
import type { Problem } from '../problem/problem.ts';
import { checkSlots } from './whatIf.ts';

/** Which territories go, or where new ones begin. */
export interface Recount {
  readonly gone: readonly number[];
  /** Units that new territories grow around. */
  readonly homes: readonly number[];
}

/**
 * What should change for another number of territories: those with least go, never two beside each other while others
 * would do; new ones begin at the heaviest place of those who have most. Measured by the first goal.
 *
 * @param many how many there should be
 * @throws EngineError `slots.length`, `territories.number`
 */
export function recount(problem: Problem, slots: Uint16Array, many: number): Recount {
  checkSlots(problem, slots);
  const { k, measures, goals, constraints } = problem;
  if (!(Number.isInteger(many) && many >= 1 && many < 65535)) throw new EngineError('territories.number', `There cannot be ${many} territories.`, many);
  const values = (measures.find(({ key }) => key === goals[0]?.measure) ?? measures[0]).values;
  const sums = new Float64Array(k);
  slots.forEach((slot, u) => {
    if (slot < k) sums[slot] += values[u];
  });
  const bound = new Set(constraints.flatMap((c) => (c.type === 'lock' || c.type === 'hold' || c.type === 'seed' ? [c.slot] : [])));
  const free = [...sums.keys()].filter((t) => !bound.has(t));
  if (many <= k) return { gone: lightest(problem, slots, sums, free, k - many), homes: [] };
  return { gone: [], homes: heaviest(slots, sums, values, free, many - k) };
}

function lightest({ graph }: Problem, slots: Uint16Array, sums: Float64Array, free: readonly number[], count: number): number[] {
  if (free.length < count) throw new EngineError('territories.number', `${count} territories would have to go, but only ${free.length} are neither locked nor hold something.`, count);
  const order = [...free].sort((a, b) => sums[a] - sums[b] || a - b);
  const beside = neighbours(graph, slots, sums.length);
  const gone: number[] = [];
  for (const t of order) if (gone.length < count && !gone.some((other) => beside[t].has(other))) gone.push(t);
  for (const t of order) if (gone.length < count && !gone.includes(t)) gone.push(t);
  return gone.sort((a, b) => a - b);
}

function heaviest(slots: Uint16Array, sums: Float64Array, values: Float64Array, free: readonly number[], count: number): number[] {
  if (free.length === 0) throw new EngineError('territories.number', 'All territories are locked or hold something; lift a lock first.', count);
  const left = sums.slice();
  const homes: number[] = [];
  const mean = sums.reduce((sum, value) => sum + value, 0) / (sums.length + count);
  for (let i = 0; i < count; i++) {
    const t = free.reduce((best, other) => (left[other] > left[best] ? other : best));
    left[t] -= mean;
    let home = -1;
    for (let u = 0; u < slots.length; u++) if (slots[u] === t && !homes.includes(u) && (home < 0 || values[u] > values[home])) home = u;
    if (home < 0) throw new EngineError('territories.number', `Territory ${t} has no ground left for another one.`, t);
    homes.push(home);
  }
  return homes;
}

function neighbours({ offsets, neighbors }: Problem['graph'], slots: Uint16Array, k: number): Set<number>[] {
  const beside = Array.from({ length: k }, () => new Set<number>());
  for (let u = 0; u < slots.length; u++) {
    if (slots[u] >= k) continue;
    for (let e = offsets[u]; e < offsets[u + 1]; e++) if (slots[neighbors[e]] !== slots[u]) beside[slots[u]].add(slots[neighbors[e]]);
  }
  return beside;
}
