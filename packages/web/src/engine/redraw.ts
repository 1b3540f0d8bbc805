import { areasOfPoints, refineBetween, split, type Goal, type Measure, type Problem, type Solution, type Task, type UnitGraph } from '@hexalign/engine';
import type { FeatureCollection } from 'geojson';
import type { Topology } from 'topojson-specification';

/** Which area of a layer holds each unit's centre: n positions into `ids`, -1 for none. */
export interface AreasOfUnits {
  readonly of: Int32Array<ArrayBuffer>;
  readonly ids: readonly string[];
}

/** Units by the area that holds their centre. */
export function areasOfUnits(graph: UnitGraph, areas: FeatureCollection | Topology, idKey: string, object?: string): AreasOfUnits {
  const positions = new Map<string, number>();
  const of = Int32Array.from(areasOfPoints(graph.lngLat, areas, idKey, object === undefined ? {} : { object }), (id) => {
    if (id === '') return -1;
    let at = positions.get(id);
    if (at === undefined) positions.set(id, (at = positions.size));
    return at;
  });
  return { of, ids: [...positions.keys()] };
}

/** How near to each other two territories are to come, also where the plan's tolerance is wide. */
const EVEN = 0.03;

/** Two territories evened out between themselves, everything else left alone. */
export function* evenedOut(problem: Problem, slots: Uint16Array, a: number, b: number): Task<Solution> {
  const goals = problem.goals.map((goal) => ({ ...goal, tolerance: Math.min(goal.tolerance, EVEN) }));
  return yield* refineBetween({ ...problem, goals }, slots, a, b);
}

/**
 * A territory in several parts, by the most compact lines: alike in area, or in every measure. The first part keeps the
 * number, the others have k, k + 1 and so on.
 *
 * @throws EngineError as `split` of the engine
 */
export function inParts(problem: Problem, slots: Uint16Array, slot: number, parts: number, by: 'area' | 'balance'): Uint16Array {
  let now = by === 'area' ? byArea(problem) : problem;
  let start = slots;
  for (let left = parts; left > 1; left--) {
    const { problem: next, start: moved } = split(now, start, slot, 1 / left);
    now = next;
    start = moved;
  }
  return start;
}

function byArea(problem: Problem): Problem {
  const area: Measure = { key: 'area', unit: 'km2', values: problem.graph.areaKm2 };
  const goal: Goal = { measure: 'area', share: new Float64Array(problem.k).fill(1 / problem.k), tolerance: 0.1, weight: 1 };
  return { ...problem, measures: [area], goals: [goal], load: undefined };
}
