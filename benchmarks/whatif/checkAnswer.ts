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
  /** Mean of the first measure over units at a border of the plan in force. */
  readonly borderUnit: number;
}

export function checkAnswer({ problem, held }: WhatIf, slots: Uint16Array): Checked {
  const { values } = problem.measures[0];
  const gone = new Set<number>();
  let moved = 0;
  for (let u = 0; u < slots.length; u++) {
    if (held[u] >= problem.k) gone.add(held[u]);
    if (slots[u] !== held[u]) moved += values[u];
  }
  return {
    whole: isWhole(problem, slots), kept: keepsDemands(problem, held, slots), moved, borderUnit: borderUnit(problem, held),
    outsideBefore: countOutside(problem, held) + gone.size, outside: countOutside(problem, slots),
  };
}

function countOutside({ measures, goals, k }: Problem, slots: Uint16Array): number {
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
  return out.reduce((sum, flag) => sum + flag, 0);
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

function borderUnit({ graph: { offsets, neighbors }, measures }: Problem, held: Uint16Array): number {
  const { values } = measures[0];
  let sum = 0;
  let count = 0;
  for (let u = 0; u < held.length; u++) {
    for (let e = offsets[u]; e < offsets[u + 1]; e++) {
      if (held[neighbors[e]] === held[u]) continue;
      sum += values[u];
      count++;
      break;
    }
  }
  return count > 0 ? sum / count : 0;
}
