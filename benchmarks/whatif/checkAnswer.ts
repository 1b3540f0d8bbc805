import type { Problem, WhatIf } from '@hexalign/engine';

/** What a repaired plan is worth, judged by plain sums and a plain search; nothing of the solver or of the repair. */
export interface Checked {
  /** Every territory in one piece and none empty. */
  readonly whole: boolean;
  /** Territories with a sum outside its band, before and after the repair; ground that needs somebody counts as one before. */
  readonly outsideBefore: number;
  readonly outside: number;
  /** Held units at their place, locked territories as they were. */
  readonly kept: boolean;
  /** What changed hands, in the first measure. */
  readonly moved: number;
  /** Twice the mean border unit, in the first measure, of each territory outside before: what whole units may cost beside the least. */
  readonly allowance: number;
}

export function checkAnswer({ problem, held }: WhatIf, slots: Uint16Array): Checked {
  const { values } = problem.measures[0];
  const gone = new Set<number>();
  const before = outsideOf(problem, held);
  let moved = 0;
  for (let u = 0; u < slots.length; u++) {
    if (held[u] >= problem.k) gone.add(held[u]);
    if (slots[u] !== held[u]) moved += values[u];
  }
  return {
    whole: isWhole(problem, slots), kept: keepsDemands(problem, held, slots), moved, allowance: 2 * borderUnits(problem, held, new Set([...before, ...gone])),
    outsideBefore: before.length + gone.size, outside: outsideOf(problem, slots).length,
  };
}

/** Territories with a sum outside its band. */
function outsideOf({ measures, goals, k }: Problem, slots: Uint16Array): number[] {
  const out = new Uint8Array(k);
  for (const { measure, share, tolerance } of goals) {
    const { values } = measures.find(({ key }) => key === measure) ?? measures[0];
    const sums = new Float64Array(k);
    let total = 0;
    for (let u = 0; u < slots.length; u++) {
      total += values[u];
      if (slots[u] < k) sums[slots[u]] += values[u];
    }
    for (let t = 0; t < k; t++) if (Math.abs(sums[t] / (share[t] * total) - 1) > tolerance + 1e-9) out[t] = 1;
  }
  return [...out.keys()].filter((t) => out[t] === 1);
}

function isWhole({ graph: { offsets, neighbors }, k }: Problem, slots: Uint16Array): boolean {
  const pieces = new Uint32Array(k);
  const seen = new Uint8Array(slots.length);
  const open: number[] = [];
  for (let start = 0; start < slots.length; start++) {
    if (slots[start] >= k) return false;
    if (seen[start]) continue;
    pieces[slots[start]]++;
    seen[start] = 1;
    open.push(start);
    for (let u = open.pop(); u !== undefined; u = open.pop()) {
      for (let e = offsets[u]; e < offsets[u + 1]; e++) {
        const v = neighbors[e];
        if (seen[v] || slots[v] !== slots[u]) continue;
        seen[v] = 1;
        open.push(v);
      }
    }
  }
  return pieces.every((count) => count === 1);
}

function keepsDemands({ constraints }: Problem, held: Uint16Array, slots: Uint16Array): boolean {
  for (const c of constraints) {
    if (c.type === 'hold') for (const u of c.units) if (slots[u] !== c.slot) return false;
    if (c.type === 'seed' && slots[c.unit] !== c.slot) return false;
    if (c.type === 'lock') for (let u = 0; u < slots.length; u++) if ((slots[u] === c.slot) !== (held[u] === c.slot)) return false;
  }
  return true;
}

/** The mean unit at the border of each of these holders, summed over them; for one that holds nothing yet the mean of all. */
function borderUnits({ graph: { offsets, neighbors }, measures }: Problem, held: Uint16Array, holders: ReadonlySet<number>): number {
  const { values } = measures[0];
  const sums = new Map<number, { sum: number; count: number }>([...holders].map((h) => [h, { sum: 0, count: 0 }]));
  const all = { sum: 0, count: 0 };
  for (let u = 0; u < held.length; u++) {
    for (let e = offsets[u]; e < offsets[u + 1]; e++) {
      if (held[neighbors[e]] === held[u]) continue;
      for (const one of [all, sums.get(held[u])]) {
        if (one === undefined) continue;
        one.sum += values[u];
        one.count++;
      }
      break;
    }
  }
  let total = 0;
  for (const { sum, count } of sums.values()) total += count > 0 ? sum / count : all.sum / Math.max(1, all.count);
  return total;
}
