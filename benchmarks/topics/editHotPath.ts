import { LivePlan, type UnitGraph } from '@hexalign/engine';
import type { Instance } from '../country/instance.ts';
import type { Row } from '../report/row.ts';

const UNITS = 1_000;
const RUNS = 100;

/** What a hand does to a plan, one unit at a time; everything on the screen is read after each part. */
interface Gesture {
  readonly way: string;
  /** Units and where they go, in turn; played forwards, then undone. */
  readonly units: readonly number[];
  readonly to: readonly number[];
  readonly slots: Uint16Array;
  /** Pieces and compactness of both territories are read after every unit, not only at the end. */
  readonly watched: boolean;
}

/**
 * The path that runs under the brush: a unit moves and sums, areas, pieces and compactness of every territory are true again.
 * Beside a stroke of 1,000 units the awkward cases: every other unit of a row, which tears holes; a unit to and fro; a territory
 * of nearly all the ground; the one unit that holds two halves together.
 */
export function editHotPath({ graph, measures, name }: Instance, slots: Uint16Array): Row[] {
  const n = graph.ids.length;
  let k = 0;
  for (const slot of slots) if (slot < 65535 && slot >= k) k = slot + 1;
  const stroke = around(graph, n >> 1, UNITS);
  const to = slots[stroke[0]];
  const other = slots[graph.neighbors[graph.offsets[stroke[0]]]] === to ? (to + 1) % k : slots[graph.neighbors[graph.offsets[stroke[0]]]];
  const whole = new Uint16Array(n);
  const bridge = bridged(graph, n >> 1);
  const gestures: Gesture[] = [
    { way: `stroke of ${UNITS} units`, units: stroke, to: stroke.map(() => other), slots, watched: false },
    { way: `${UNITS} units, read after each`, units: stroke, to: stroke.map(() => other), slots, watched: true },
    { way: 'one unit to and fro, read after each', units: new Array<number>(UNITS).fill(stroke[0]), to: stroke.map((_, i) => (i % 2 === 0 ? other : to)), slots, watched: true },
    { way: 'every other unit, read after each', units: stroke.filter((_, i) => i % 2 === 0), to: stroke.filter((_, i) => i % 2 === 0).map(() => other), slots, watched: true },
    { way: `out of a territory of ${n} units, read after each`, units: stroke.filter((_, i) => i % 2 === 0), to: stroke.filter((_, i) => i % 2 === 0).map(() => 1), slots: whole, watched: true },
    { way: 'the unit between two halves, to and fro', units: new Array<number>(20).fill(bridge.unit), to: Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? 1 : 0)), slots: bridge.slots, watched: false },
    { way: 'the unit between two halves, read after each', units: new Array<number>(20).fill(bridge.unit), to: Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? 1 : 0)), slots: bridge.slots, watched: true },
  ];
  return gestures.map((gesture) => play(gesture, new LivePlan(graph, measures, gesture.slots, Math.max(k, 2)), graph, name));
}

function play({ way, units, to, slots, watched }: Gesture, plan: LivePlan, graph: UnitGraph, size: string): Row {
  // Plain rows, and results kept in one, so that nothing but the plan could leave garbage.
  const unit = Uint32Array.from(units);
  const goal = Uint16Array.from(to);
  const touched = Uint16Array.from(new Set([...units.map((u) => slots[u]), ...to]));
  for (const slot of touched) plan.pieces(slot);
  const read = new Float64Array(1);
  const look = (slot: number): void => {
    read[0] += plan.pieces(slot) + plan.momentCompactness(slot) + plan.sums[slot] + plan.areaKm2(slot);
  };
  const forwards = (): void => {
    for (let i = 0; i < unit.length; i++) {
      const from = plan.slots[unit[i]];
      plan.move(unit[i], goal[i]);
      if (!watched) continue;
      look(from);
      look(goal[i]);
    }
    for (let i = 0; i < touched.length; i++) look(touched[i]);
  };
  const backwards = (): void => {
    for (let i = unit.length - 1; i >= 0; i--) plan.move(unit[i], slots[unit[i]]);
    for (let i = 0; i < touched.length; i++) plan.pieces(touched[i]);
  };
  for (let run = 0; run < 20; run++) {
    forwards();
    backwards();
  }
  const idle = runs(() => {}, () => {});
  const { times, grown, cpuSeconds, wallSeconds } = runs(forwards, backwards);
  const perUnit = (ms: number): number => Number(((1000 * ms) / unit.length).toFixed(2));
  return {
    topic: 'move under the hand', size, units: graph.ids.length, way, own: true, cpuSeconds, wallSeconds,
    quality: {
      'units moved': unit.length, 'median ms': Number(times[RUNS >> 1].toFixed(3)), 'p95 ms': Number(times[Math.floor(0.95 * RUNS)].toFixed(3)),
      // What measuring itself leaves is taken off: the least of all runs, since others may be hit by a collection or a compilation.
      'median us per unit': perUnit(times[RUNS >> 1]), 'bytes left': grown - idle.grown, read: Number.isFinite(read[0]) ? 'all' : 'broken',
    },
  };
}

/** Plays and undoes many times: times of playing in order of size, the least that the heap grew by while playing, and the mean cost. */
function runs(forwards: () => void, backwards: () => void): { times: Float64Array; grown: number; cpuSeconds: number; wallSeconds: number } {
  const times = new Float64Array(RUNS);
  const wall = performance.now();
  const cpu = process.cpuUsage();
  let grown = Infinity;
  for (let run = 0; run < RUNS; run++) {
    const heap = process.memoryUsage().heapUsed;
    const begin = performance.now();
    forwards();
    times[run] = performance.now() - begin;
    const more = process.memoryUsage().heapUsed - heap;
    if (more >= 0 && more < grown) grown = more;
    backwards();
  }
  const { user, system } = process.cpuUsage(cpu);
  times.sort();
  return { times, grown, cpuSeconds: (user + system) / 1e6 / RUNS / 2, wallSeconds: (performance.now() - wall) / 1e3 / RUNS / 2 };
}

/** A territory of two halves of the ground joined at one unit; everything along the cut belongs to territory 1. */
function bridged({ offsets, neighbors, lngLat }: UnitGraph, at: number): { slots: Uint16Array; unit: number } {
  const n = offsets.length - 1;
  const slots = new Uint16Array(n);
  const middle = lngLat[2 * at];
  for (let u = 0; u < n; u++) {
    for (let e = offsets[u]; e < offsets[u + 1]; e++) if (lngLat[2 * u] >= middle !== lngLat[2 * neighbors[e]] >= middle && lngLat[2 * u] >= middle) slots[u] = 1;
  }
  // A unit of the cut that touches both halves.
  for (let u = 0; u < n; u++) {
    if (slots[u] !== 1) continue;
    let west = false;
    let east = false;
    for (let e = offsets[u]; e < offsets[u + 1]; e++) {
      if (slots[neighbors[e]] === 1) continue;
      if (lngLat[2 * neighbors[e]] < middle) west = true;
      else east = true;
    }
    if (!west || !east) continue;
    slots[u] = 0;
    return { slots, unit: u };
  }
  return { slots, unit: at };
}

/** The units nearest to `start` by steps over borders. */
function around({ offsets, neighbors }: UnitGraph, start: number, count: number): number[] {
  const found = [start];
  const seen = new Set(found);
  for (let i = 0; i < found.length && found.length < count; i++) {
    for (let e = offsets[found[i]]; e < offsets[found[i] + 1]; e++) {
      if (seen.has(neighbors[e])) continue;
      seen.add(neighbors[e]);
      found.push(neighbors[e]);
    }
  }
  return found.slice(0, count);
}
