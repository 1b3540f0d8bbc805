import type { UnitGraph } from '../graph/unitGraph.ts';
import { countedBy, type Budget } from './budgets.ts';
import type { Constraint } from './constraint.ts';
import { UNASSIGNED, type Problem } from './problem.ts';

/** A problem about some territories of a plan alone, and which units it is made of. */
export interface Subproblem {
  readonly problem: Problem;
  /** Unit of the subproblem -> unit of the whole, ascending. */
  readonly units: Uint32Array;
}

/**
 * The problem of dividing the ground of `chosen` territories anew among themselves, everything else staying where it is.
 * Shares are relative to what these territories hold together. O(units of the chosen territories), after one look at `slots`.
 *
 * @param chosen distinct slots; territory `j` of the subproblem is `chosen[j]`
 */
export function subproblem(problem: Problem, slots: Uint16Array, chosen: readonly number[]): Subproblem {
  const { graph, measures, goals, constraints, load, baseline } = problem;
  const at = new Map(chosen.map((slot, j) => [slot, j]));
  const wanted = new Uint8Array(65536);
  for (const slot of chosen) wanted[slot] = 1;
  // Typed rows instead of maps: what a planner asks about two neighbours is answered while he looks.
  const position = new Int32Array(slots.length).fill(-1);
  let n = 0;
  let borders = 0;
  for (let u = 0; u < slots.length; u++) {
    if (wanted[slots[u]] === 0) continue;
    position[u] = n++;
    borders += graph.offsets[u + 1] - graph.offsets[u];
  }
  const units = new Uint32Array(n);
  const offsets = new Uint32Array(n + 1);
  const neighbors = new Uint32Array(borders);
  const borderM = new Float32Array(borders);
  const lngLat = new Float64Array(2 * n);
  const areaKm2 = new Float64Array(n);
  let m = 0;
  for (let u = 0, i = 0; u < slots.length; u++) {
    if (position[u] < 0) continue;
    units[i] = u;
    lngLat[2 * i] = graph.lngLat[2 * u];
    lngLat[2 * i + 1] = graph.lngLat[2 * u + 1];
    areaKm2[i] = graph.areaKm2[u];
    for (let e = graph.offsets[u]; e < graph.offsets[u + 1]; e++) {
      const v = position[graph.neighbors[e]];
      if (v < 0) continue;
      neighbors[m] = v;
      borderM[m++] = graph.borderM[e];
    }
    offsets[++i] = m;
  }
  const part: UnitGraph = {
    ids: Array.from(units, (u) => graph.ids[u]), offsets, neighbors: neighbors.slice(0, m), borderM: borderM.slice(0, m), lngLat, areaKm2, fingerprint: '',
  };
  const q = measures.length;
  return {
    units,
    problem: {
      graph: part,
      k: chosen.length,
      measures: measures.map((one) => ({ ...one, values: valuesOf(one.values, units) })),
      goals: goals.map((goal) => {
        const share = Float64Array.from(chosen, (slot) => goal.share[slot]);
        const sum = share.reduce((a, b) => a + b, 0);
        return { ...goal, share: share.map((s) => s / sum) };
      }),
      constraints: constraints.flatMap((c) => (c.type === 'budget' ? whatIsLeft(problem, slots, units, c, at) : restrict(c, position, n, at, slots))),
      // Today's territories matter to prices and budgets only; what lies in another today moves anyhow.
      ...(baseline && (problem.weights.disruption > 0 || constraints.some((c) => c.type === 'budget')) ? { baseline: Uint16Array.from(units, (u) => at.get(baseline[u]) ?? UNASSIGNED), priced: problem.priced } : {}),
      load: load && Float64Array.from({ length: chosen.length * q }, (_, j) => load[chosen[Math.floor(j / q)] * q + (j % q)]),
      weights: problem.weights,
    },
  };
}

function valuesOf(values: Float64Array, units: Uint32Array): Float64Array {
  const out = new Float64Array(units.length);
  for (let i = 0; i < units.length; i++) out[i] = values[units[i]];
  return out;
}

/** A budget less what moved of it elsewhere, or moves anyhow; only for the chosen territories of today. */
function whatIsLeft(problem: Problem, slots: Uint16Array, units: Uint32Array, budget: Budget, at: Map<number, number>): Constraint[] {
  const { graph, baseline } = problem;
  const from = budget.from === undefined ? undefined : at.get(budget.from);
  if (baseline === undefined || (budget.from !== undefined && from === undefined)) return [];
  const { name, amounts, already } = countedBy(problem, budget);
  let moved = already;
  for (let u = 0; u < graph.ids.length; u++) {
    const today = baseline[u];
    if (today === UNASSIGNED || today === slots[u] || (budget.from !== undefined && today !== budget.from)) continue;
    if (!(at.has(slots[u]) && at.has(today))) moved += amounts[u];
  }
  const counts = budget.counts && { name, amounts: valuesOf(amounts, units), already: 0 };
  return [{ type: 'budget', measure: budget.measure, max: Math.max(0, budget.max - moved), ...(from === undefined ? {} : { from }), ...(counts ? { counts } : {}) }];
}

/** What a demand means for the chosen territories alone. */
function restrict(c: Exclude<Constraint, { type: 'budget' }>, position: Int32Array, n: number, at: Map<number, number>, slots: Uint16Array): Constraint[] {
  if (c.type === 'keepTogether') {
    const group = new Uint32Array(n);
    const beyond = new Set<number>();
    for (let u = 0; u < position.length; u++) {
      if (position[u] >= 0) group[position[u]] = c.group[u];
      else if (c.group[u] > 0) beyond.add(c.group[u]);
    }
    // What belongs to a group that reaches beyond these territories stays where it is.
    const held = new Map<number, number[]>();
    for (let u = 0; beyond.size > 0 && u < position.length; u++) {
      if (position[u] < 0 || !beyond.has(c.group[u])) continue;
      held.set(slots[u], [...(held.get(slots[u]) ?? []), position[u]]);
    }
    const stay = [...held].map(([slot, units]): Constraint => ({ type: 'hold', units: Uint32Array.from(units), slot: at.get(slot) as number }));
    return [{ type: 'keepTogether', group: beyond.size > 0 ? group.map((g) => (beyond.has(g) ? 0 : g)) : group }, ...stay];
  }
  if ('pairs' in c) {
    const pairs: number[] = [];
    for (let p = 0; p + 1 < c.pairs.length; p += 2) {
      const a = position[c.pairs[p]];
      const b = position[c.pairs[p + 1]];
      if (a >= 0 && b >= 0) pairs.push(a, b);
    }
    return [{ type: c.type, pairs: Uint32Array.from(pairs) }];
  }
  const slot = at.get(c.slot);
  if (slot === undefined) return [];
  if (c.type === 'hold') return [{ type: 'hold', units: c.units.map((u) => position[u]).filter((_, i) => position[c.units[i]] >= 0), slot }];
  if (c.type === 'seed') {
    const unit = position[c.unit];
    return unit < 0 ? [] : [{ type: 'seed', unit, slot }];
  }
  return [{ ...c, slot }];
}
