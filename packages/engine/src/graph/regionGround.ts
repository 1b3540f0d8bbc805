import type { MultiPolygon, Polygon, Position } from 'geojson';
import { cosDegrees } from '../base/trig.ts';
import { unwrapRing } from './unwrapRing.ts';

/** Cells of the grid that knows where borders are not. */
const COLUMNS = 1024;
const ROWS = 1024;
const MAX_BANDS = 8192;

/**
 * A region prepared for many questions of what lies in it. Edges are straight in longitude and latitude, as in
 * GeoJSON; rings may cross the antimeridian by a jump of sign or by longitudes beyond 180. A polygon's holes are
 * outside; what lies in any of several polygons is inside.
 *
 * Two indexes: bands of latitude hold the edges that a point's parallel can cross, and a grid with summed counts tells
 * at once whether any edge touches a box.
 */
export class RegionGround {
  private readonly edges: Float64Array;
  private readonly polygonOf: Uint32Array;
  private readonly bandStarts: Uint32Array;
  private readonly bandEdges: Uint32Array;
  private readonly bands: number;
  private readonly west: number;
  private readonly south: number;
  private readonly width: number;
  private readonly height: number;
  /** (ROWS + 1) x (COLUMNS + 1) sums of touched cells to the south-west. */
  private readonly touched: Uint32Array;

  constructor(region: Polygon | MultiPolygon) {
    const { edges, polygonOf } = edgesOf(region.type === 'Polygon' ? [region.coordinates] : region.coordinates);
    this.edges = edges;
    this.polygonOf = polygonOf;
    let [west, south, east, north] = [180, 90, -180, -90];
    for (let i = 0; i < edges.length; i += 2) {
      west = Math.min(west, edges[i]);
      east = Math.max(east, edges[i]);
      south = Math.min(south, edges[i + 1]);
      north = Math.max(north, edges[i + 1]);
    }
    this.west = west;
    this.south = south;
    this.width = Math.max(east - west, 1e-9);
    this.height = Math.max(north - south, 1e-9);
    this.bands = Math.max(1, Math.min(MAX_BANDS, edges.length >> 3));
    this.bandStarts = new Uint32Array(this.bands + 1);
    this.bandEdges = this.fillBands();
    this.touched = this.fillGrid();
  }

  /** True when a point, longitude -180 to 180, lies in the region. */
  holds(lng: number, lat: number): boolean {
    const at = (lat - this.south) / this.height;
    if (!(at >= 0 && at <= 1)) return false;
    const band = this.bandOf(lat);
    let polygon = -1;
    let inside = false;
    for (let i = this.bandStarts[band]; i < this.bandStarts[band + 1]; i++) {
      const edge = this.bandEdges[i];
      if (this.polygonOf[edge] !== polygon) {
        if (inside) return true;
        polygon = this.polygonOf[edge];
      }
      const y0 = this.edges[4 * edge + 1];
      const y1 = this.edges[4 * edge + 3];
      if (y0 > lat === y1 > lat) continue;
      const x0 = this.edges[4 * edge];
      const x1 = this.edges[4 * edge + 2];
      if (lng < x0 + ((lat - y0) / (y1 - y0)) * (x1 - x0)) inside = !inside;
    }
    return inside;
  }

  /** True when no border comes within `radius` degrees of a point: all that ground is inside, or all outside. May be false where it could be true. */
  clear(lng: number, lat: number, radius: number): boolean {
    const steepest = Math.max(Math.abs(lat - radius), Math.abs(lat + radius));
    const reach = steepest < 89 ? radius / cosDegrees(steepest) : 180;
    if (reach >= 180) return !this.touches(-180, lat - radius, 180, lat + radius);
    if (this.touches(lng - reach, lat - radius, lng + reach, lat + radius)) return false;
    if (lng - reach < -180 && this.touches(lng - reach + 360, lat - radius, 180, lat + radius)) return false;
    return !(lng + reach > 180 && this.touches(-180, lat - radius, lng + reach - 360, lat + radius));
  }

  private touches(west: number, south: number, east: number, north: number): boolean {
    const c0 = Math.max(0, Math.floor(((west - this.west) / this.width) * COLUMNS));
    const c1 = Math.min(COLUMNS - 1, Math.floor(((east - this.west) / this.width) * COLUMNS));
    const r0 = Math.max(0, Math.floor(((south - this.south) / this.height) * ROWS));
    const r1 = Math.min(ROWS - 1, Math.floor(((north - this.south) / this.height) * ROWS));
    if (c0 > c1 || r0 > r1) return false;
    const row = COLUMNS + 1;
    const sums = this.touched;
    return sums[(r1 + 1) * row + c1 + 1] - sums[r0 * row + c1 + 1] - sums[(r1 + 1) * row + c0] + sums[r0 * row + c0] > 0;
  }

  private bandOf(lat: number): number {
    return Math.min(this.bands - 1, Math.floor(((lat - this.south) / this.height) * this.bands));
  }

  private fillBands(): Uint32Array {
    const starts = this.bandStarts;
    const count = this.polygonOf.length;
    const eachBand = (visit: (band: number, edge: number) => void): void => {
      for (let edge = 0; edge < count; edge++) {
        const y0 = this.edges[4 * edge + 1];
        const y1 = this.edges[4 * edge + 3];
        const last = this.bandOf(Math.max(y0, y1));
        for (let band = this.bandOf(Math.min(y0, y1)); band <= last; band++) visit(band, edge);
      }
    };
    eachBand((band) => starts[band + 1]++);
    for (let band = 0; band < this.bands; band++) starts[band + 1] += starts[band];
    const next = starts.slice(0, this.bands);
    const listed = new Uint32Array(starts[this.bands]);
    eachBand((band, edge) => {
      listed[next[band]++] = edge;
    });
    return listed;
  }

  private fillGrid(): Uint32Array {
    const row = COLUMNS + 1;
    const sums = new Uint32Array((ROWS + 1) * row);
    const columnOf = (x: number): number => Math.max(0, Math.min(COLUMNS - 1, Math.floor(((x - this.west) / this.width) * COLUMNS)));
    const rowOf = (y: number): number => Math.max(0, Math.min(ROWS - 1, Math.floor(((y - this.south) / this.height) * ROWS)));
    for (let i = 0; i < this.edges.length; i += 4) {
      const up = this.edges[i + 1] <= this.edges[i + 3] ? 1 : 0;
      const [x0, y0, x1, y1] = up ? this.edges.subarray(i, i + 4) : [this.edges[i + 2], this.edges[i + 3], this.edges[i], this.edges[i + 1]];
      const first = rowOf(y0);
      const last = rowOf(y1);
      const slope = y1 > y0 ? (x1 - x0) / (y1 - y0) : 0;
      for (let r = first; r <= last; r++) {
        // Where the edge enters and leaves this row of the grid, a cell wider for rounding.
        const a = first === last ? x0 : x0 + slope * (Math.max(y0, this.south + (r / ROWS) * this.height) - y0);
        const b = first === last ? x1 : x0 + slope * (Math.min(y1, this.south + ((r + 1) / ROWS) * this.height) - y0);
        const c1 = Math.min(COLUMNS - 1, columnOf(Math.max(a, b)) + 1);
        for (let c = Math.max(0, columnOf(Math.min(a, b)) - 1); c <= c1; c++) sums[(r + 1) * row + c + 1] = 1;
      }
    }
    for (let r = 1; r <= ROWS; r++) {
      for (let c = 1; c <= COLUMNS; c++) sums[r * row + c] += sums[(r - 1) * row + c] + sums[r * row + c - 1] - sums[(r - 1) * row + c - 1];
    }
    return sums;
  }
}

/** All edges as x0, y0, x1, y1, rings unwrapped at the antimeridian and repeated on the other side of it where they reach beyond. */
function edgesOf(polygons: readonly (readonly Position[][])[]): { edges: Float64Array; polygonOf: Uint32Array } {
  const edges: number[] = [];
  const polygonOf: number[] = [];
  polygons.forEach((rings, polygon) => {
    for (const ring of rings) {
      const xs = unwrapRing(ring);
      const shifts = [0];
      if (xs.some((x) => x > 180)) shifts.push(-360);
      if (xs.some((x) => x < -180)) shifts.push(360);
      for (const shift of shifts) {
        for (let i = 0; i < ring.length; i++) {
          const j = i + 1 < ring.length ? i + 1 : 0;
          if (xs[i] === xs[j] && ring[i][1] === ring[j][1]) continue;
          edges.push(xs[i] + shift, ring[i][1], xs[j] + shift, ring[j][1]);
          polygonOf.push(polygon);
        }
      }
    }
  });
  return { edges: Float64Array.from(edges), polygonOf: Uint32Array.from(polygonOf) };
}
