import type { UnitGraph } from '../graph/unitGraph.ts';
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
  const position = new Map<number, number>();
  const list: number[] = [];
  for (let u = 0; u < slots.length; u++) {
    if (!at.has(slots[u])) continue;
    position.set(u, list.length);
    list.push(u);
  }
  const units = Uint32Array.from(list);
  const n = units.length;
  const offsets = new Uint32Array(n + 1);
  const neighbors: number[] = [];
  const borderM: number[] = [];
  const lngLat = new Float64Array(2 * n);
  const areaKm2 = new Float64Array(n);
  units.forEach((u, i) => {
    for (let e = graph.offsets[u]; e < graph.offsets[u + 1]; e++) {
      const v = position.get(graph.neighbors[e]);
      if (v === undefined) continue;
      neighbors.push(v);
      borderM.push(graph.borderM[e]);
    }
    offsets[i + 1] = neighbors.length;
    lngLat[2 * i] = graph.lngLat[2 * u];
    lngLat[2 * i + 1] = graph.lngLat[2 * u + 1];
    areaKm2[i] = graph.areaKm2[u];
  });
  const part: UnitGraph = {
    ids: list.map((u) => graph.ids[u]), offsets, neighbors: Uint32Array.from(neighbors), borderM: Float32Array.from(borderM), lngLat, areaKm2, fingerprint: '',
  };
  const q = measures.length;
  return {
    units,
    problem: {
      graph: part,
      k: chosen.length,
      measures: measures.map((m) => ({ ...m, values: Float64Array.from(list, (u) => m.values[u]) })),
      goals: goals.map((goal) => {
        const share = Float64Array.from(chosen, (slot) => goal.share[slot]);
        const sum = share.reduce((a, b) => a + b, 0);
        return { ...goal, share: share.map((s) => s / sum) };
      }),
      constraints: constraints.flatMap((c) => (c.type === 'budget' ? whatIsLeft(problem, slots, c, at) : restrict(c, position, at))),
      // Today's territories matter to prices and budgets only; what lies in another today moves anyhow.
      ...(baseline && (problem.weights.disruption > 0 || constraints.some((c) => c.type === 'budget')) ? { baseline: Uint16Array.from(list, (u) => at.get(baseline[u]) ?? UNASSIGNED), priced: problem.priced } : {}),
      load: load && Float64Array.from({ length: chosen.length * q }, (_, j) => load[chosen[Math.floor(j / q)] * q + (j % q)]),
      weights: problem.weights,
    },
  };
}

/** A budget less what moved of it elsewhere, or moves anyhow; only for the chosen territories of today. */
function whatIsLeft({ graph, measures, baseline }: Problem, slots: Uint16Array, budget: Constraint & { type: 'budget' }, at: Map<number, number>): Constraint[] {
  const from = budget.from === undefined ? undefined : at.get(budget.from);
  if (baseline === undefined || (budget.from !== undefined && from === undefined)) return [];
  const values = budget.measure === null ? null : measures.find(({ key }) => key === budget.measure)?.values;
  let moved = 0;
  for (let u = 0; u < graph.ids.length; u++) {
    const today = baseline[u];
    if (today === UNASSIGNED || today === slots[u] || (budget.from !== undefined && today !== budget.from)) continue;
    if (!(at.has(slots[u]) && at.has(today))) moved += values ? values[u] : 1;
  }
  return [{ type: 'budget', measure: budget.measure, max: Math.max(0, budget.max - moved), ...(from === undefined ? {} : { from }) }];
}

/** What a demand means for the chosen territories alone. */
function restrict(c: Exclude<Constraint, { type: 'budget' }>, position: Map<number, number>, at: Map<number, number>): Constraint[] {
  if (c.type === 'keepTogether') {
    const group = new Uint32Array(position.size);
    for (const [u, i] of position) group[i] = c.group[u];
    return [{ type: 'keepTogether', group }];
  }
  if ('pairs' in c) {
    const pairs: number[] = [];
    for (let p = 0; p + 1 < c.pairs.length; p += 2) {
      const a = position.get(c.pairs[p]);
      const b = position.get(c.pairs[p + 1]);
      if (a !== undefined && b !== undefined) pairs.push(a, b);
    }
    return [{ type: c.type, pairs: Uint32Array.from(pairs) }];
  }
  const slot = at.get(c.slot);
  if (slot === undefined) return [];
  if (c.type === 'hold') return [{ type: 'hold', units: Uint32Array.from([...c.units].flatMap((u) => position.get(u) ?? [])), slot }];
  if (c.type === 'seed') {
    const unit = position.get(c.unit);
    return unit === undefined ? [] : [{ type: 'seed', unit, slot }];
  }
  return [{ ...c, slot }];
}
