import { project } from '../graph/project.ts';
import type { UnitGraph } from '../graph/unitGraph.ts';
import type { Measure } from '../measure/measure.ts';
import { tally, tallyMoveInto } from '../measure/tally.ts';
import { LivePieces } from './livePieces.ts';

/** Second moment of a regular hexagon of unit area about its centre. */
const HEXAGON_MOMENT = 0.16037507477489604;
const EARTH_RADIUS_KM = 6371.007180918475;
/** Per territory: area, its first moments x and y, its second moments xx, xy and yy, and those of the units about themselves. */
const MOMENTS = 7;

/**
 * A plan under the hand: sums, areas, compactness and pieces of every territory, true after every move of a unit. A move
 * costs a few dozen additions and a look at the neighbours, and allocates nothing. n = units, q = measures.
 */
export class LivePlan {
  readonly graph: UnitGraph;
  readonly measures: readonly Measure[];
  readonly k: number;
  /** n slots. Read only: `move` keeps everything else in step. */
  readonly slots: Uint16Array;
  /** k * q sums, a row per slot. */
  readonly sums: Float64Array;
  /** k units. */
  readonly units: Uint32Array;
  private readonly km: Float64Array;
  private readonly moments: Float64Array;
  private readonly lying: LivePieces;

  /** @param slots n slots, copied; those of k and more (`UNASSIGNED`) belong to nobody */
  constructor(graph: UnitGraph, measures: readonly Measure[], slots: Uint16Array, k: number) {
    this.graph = graph;
    this.measures = measures;
    this.k = k;
    this.slots = slots.slice();
    this.sums = tally(measures, slots, k);
    this.units = new Uint32Array(k);
    this.km = project(graph).map((metres) => metres / 1000);
    this.moments = new Float64Array(k * MOMENTS);
    this.lying = new LivePieces(graph, this.slots, k);
    for (let u = 0; u < slots.length; u++) {
      if (slots[u] >= k) continue;
      this.units[slots[u]]++;
      this.weigh(u, slots[u], 1);
    }
  }

  /** Moves one unit to a slot, or to nobody. */
  move(u: number, to: number): void {
    const from = this.slots[u];
    if (from === to) return;
    this.slots[u] = to;
    tallyMoveInto(this.sums, this.measures, u, from, to);
    if (from < this.k) {
      this.units[from]--;
      this.weigh(u, from, -1);
    }
    if (to < this.k) {
      this.units[to]++;
      this.weigh(u, to, 1);
    }
    this.lying.moved(u, from, to);
  }

  areaKm2(slot: number): number {
    return this.units[slot] > 0 ? this.moments[slot * MOMENTS] : 0;
  }

  /** Pieces over borders and links; 1 is contiguous, 0 empty. */
  pieces(slot: number): number {
    return this.lying.count(slot);
  }

  /**
   * Area squared over 2 pi times its second moment: 1 for a disc, 0 when empty. What links join counts as one shape
   * here, while `compactness` takes the mean of its pieces.
   */
  momentCompactness(slot: number): number {
    if (this.units[slot] === 0) return 0;
    const at = slot * MOMENTS;
    const m = this.moments;
    const area = m[at];
    const x = m[at + 1] / area;
    const y = m[at + 2] / area;
    const xx = m[at + 3] - area * x * x;
    const xy = m[at + 4] - area * x * y;
    const yy = m[at + 5] - area * y * y;
    // The map shrinks lengths along the radius and stretches them across it, as `compactness` explains.
    const radius = x * x + y * y;
    const along = radius > 0 ? (x * x * xx + 2 * x * y * xy + y * y * yy) / radius : 0;
    const scale = Math.max(1 - radius / (4 * EARTH_RADIUS_KM * EARTH_RADIUS_KM), 0.01);
    const inertia = HEXAGON_MOMENT * m[at + 6] + along / scale + (xx + yy - along) * scale;
    return (area * area) / (2 * Math.PI * inertia);
  }

  private weigh(u: number, slot: number, sign: 1 | -1): void {
    const { moments, km } = this;
    const at = slot * MOMENTS;
    const area = sign * this.graph.areaKm2[u];
    const x = km[2 * u];
    const y = km[2 * u + 1];
    moments[at] += area;
    moments[at + 1] += area * x;
    moments[at + 2] += area * y;
    moments[at + 3] += area * x * x;
    moments[at + 4] += area * x * y;
    moments[at + 5] += area * y * y;
    moments[at + 6] += area * this.graph.areaKm2[u];
  }
}
