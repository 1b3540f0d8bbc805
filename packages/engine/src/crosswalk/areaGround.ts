import type { Position } from 'geojson';
import { cosDegrees } from '../base/trig.ts';
import { unwrapRing } from '../graph/unwrapRing.ts';

/** Most columns, and rows, of the grid that knows which outlines are where. */
const MOST_COLUMNS = 512;

/**
 * Many areas prepared for the question which of them holds a point, and whether an outline is near. Edges are straight in
 * longitude and latitude, as in GeoJSON; rings may cross the antimeridian. Where areas overlap the first has the ground.
 *
 * Each polygon has bands of latitude that hold the edges a parallel can cross; a grid lists the polygons about each of
 * its boxes and the size of the smallest area whose outline touches it.
 */
export class AreaGround {
  private readonly areaOf: number[] = [];
  /** x0, y0, x1, y1 of all edges, polygon after polygon. */
  private readonly edges: Float64Array;
  /** Per polygon west, south, east, north. */
  private readonly boxes: number[] = [];
  private readonly firstBand: number[] = [0];
  private readonly bandStarts: Uint32Array;
  private readonly bandEdges: Uint32Array;
  private readonly west: number;
  private readonly south: number;
  private readonly width: number;
  private readonly height: number;
  /** Columns of the grid, and rows: about a box for every edge. */
  private readonly columns: number;
  private readonly listStarts: Uint32Array;
  private readonly lists: Uint32Array;
  private readonly smallest: Float64Array;

  /**
   * @param shapes per area its polygons, as `readPolygons` returns them
   * @param areaKm2 size of each area
   */
  constructor(shapes: readonly (readonly (readonly Position[][])[])[], areaKm2: Float64Array) {
    const edges: number[] = [];
    const firstEdge = [0];
    shapes.forEach((polygons, area) => {
      for (const rings of polygons) {
        const xs = rings.map(unwrapRing);
        const shifts = [0];
        if (xs[0]?.some((x) => x > 180)) shifts.push(-360);
        if (xs[0]?.some((x) => x < -180)) shifts.push(360);
        for (const shift of shifts) {
          rings.forEach((ring, r) => addRing(edges, ring, xs[r], shift));
          this.areaOf.push(area);
          firstEdge.push(edges.length / 4);
        }
      }
    });
    this.edges = Float64Array.from(edges);
    let [west, south, east, north] = [180, 90, -180, -90];
    for (let p = 0; p < this.areaOf.length; p++) {
      const box = boxOf(this.edges.subarray(4 * firstEdge[p], 4 * firstEdge[p + 1]));
      this.boxes.push(...box);
      [west, south, east, north] = [Math.min(west, box[0]), Math.min(south, box[1]), Math.max(east, box[2]), Math.max(north, box[3])];
    }
    // What lies beyond 180 is there again on the other side.
    this.west = Math.max(-180, west);
    this.south = south;
    this.width = Math.max(Math.min(180, east) - this.west, 1e-9);
    this.height = Math.max(north - south, 1e-9);
    for (let p = 0; p < this.areaOf.length; p++) this.firstBand.push(this.firstBand[p] + Math.max(1, Math.min(256, (firstEdge[p + 1] - firstEdge[p]) >> 3)));
    this.bandStarts = new Uint32Array(this.firstBand[this.areaOf.length] + 1);
    this.bandEdges = fill(this.bandStarts, (visit) => {
      for (let p = 0; p < this.areaOf.length; p++) {
        for (let edge = firstEdge[p]; edge < firstEdge[p + 1]; edge++) {
          const [a, b] = [this.bandOf(p, this.edges[4 * edge + 1]), this.bandOf(p, this.edges[4 * edge + 3])];
          for (let band = Math.min(a, b); band <= Math.max(a, b); band++) visit(band, edge);
        }
      }
    });
    this.columns = Math.max(8, Math.min(MOST_COLUMNS, Math.ceil(Math.sqrt(edges.length / 4))));
    this.listStarts = new Uint32Array(this.columns * this.columns + 1);
    this.smallest = new Float64Array(this.columns * this.columns).fill(Infinity);
    this.lists = fill(this.listStarts, (visit) => {
      for (let p = 0; p < this.areaOf.length; p++) this.eachBox(this.boxes[4 * p], this.boxes[4 * p + 1], this.boxes[4 * p + 2], this.boxes[4 * p + 3], (box) => visit(box, p));
    });
    for (let p = 0; p < this.areaOf.length; p++) {
      const size = areaKm2[this.areaOf[p]];
      for (let i = 4 * firstEdge[p]; i < 4 * firstEdge[p + 1]; i += 4) {
        const [x0, y0, x1, y1] = this.edges.subarray(i, i + 4);
        this.eachBox(Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1), (box) => {
          this.smallest[box] = Math.min(this.smallest[box], size);
        });
      }
    }
  }

  /** The first area that holds a point, longitude -180 to 180; -1 when none does. */
  areaAt(lng: number, lat: number): number {
    if (!(lng >= this.west && lng <= this.west + this.width && lat >= this.south && lat <= this.south + this.height)) return -1;
    const box = this.rowOf(lat) * this.columns + this.columnOf(lng);
    // Polygons are listed in the order of areas, so the first that holds the point is of the first area.
    for (let i = this.listStarts[box]; i < this.listStarts[box + 1]; i++) if (this.holds(this.lists[i], lng, lat)) return this.areaOf[this.lists[i]];
    return -1;
  }

  /** Size of the smallest area whose outline may come within `radius` degrees of a point; Infinity when none does. */
  smallestNear(lng: number, lat: number, radius: number): number {
    const steepest = Math.max(Math.abs(lat - radius), Math.abs(lat + radius));
    const reach = steepest < 89 ? Math.min(180, radius / cosDegrees(steepest)) : 180;
    let least = Infinity;
    const look = (west: number, east: number): void => {
      this.eachBox(west, lat - radius, east, lat + radius, (box) => {
        least = Math.min(least, this.smallest[box]);
      });
    };
    look(Math.max(-180, lng - reach), Math.min(180, lng + reach));
    if (lng - reach < -180) look(lng - reach + 360, 180);
    if (lng + reach > 180) look(-180, lng + reach - 360);
    return least;
  }

  private holds(polygon: number, lng: number, lat: number): boolean {
    const box = 4 * polygon;
    if (lng < this.boxes[box] || lat < this.boxes[box + 1] || lng > this.boxes[box + 2] || lat > this.boxes[box + 3]) return false;
    const band = this.bandOf(polygon, lat);
    let inside = false;
    for (let i = this.bandStarts[band]; i < this.bandStarts[band + 1]; i++) {
      const edge = 4 * this.bandEdges[i];
      const y0 = this.edges[edge + 1];
      const y1 = this.edges[edge + 3];
      if (y0 > lat === y1 > lat) continue;
      const x0 = this.edges[edge];
      if (lng < x0 + ((lat - y0) / (y1 - y0)) * (this.edges[edge + 2] - x0)) inside = !inside;
    }
    return inside;
  }

  private bandOf(polygon: number, lat: number): number {
    const [south, north] = [this.boxes[4 * polygon + 1], this.boxes[4 * polygon + 3]];
    const bands = this.firstBand[polygon + 1] - this.firstBand[polygon];
    return this.firstBand[polygon] + (north > south ? Math.min(bands - 1, Math.floor(((lat - south) / (north - south)) * bands)) : 0);
  }

  private columnOf(lng: number): number {
    return Math.min(this.columns - 1, Math.floor(((lng - this.west) / this.width) * this.columns));
  }

  private rowOf(lat: number): number {
    return Math.min(this.columns - 1, Math.floor(((lat - this.south) / this.height) * this.columns));
  }

  private eachBox(west: number, south: number, east: number, north: number, visit: (box: number) => void): void {
    // Outside of everything there is no box; the grid's own edge belongs to its last one.
    if (!(east >= this.west && west <= this.west + this.width && north >= this.south && south <= this.south + this.height)) return;
    const [c0, c1] = [Math.max(0, this.columnOf(west)), this.columnOf(east)];
    const [r0, r1] = [Math.max(0, this.rowOf(south)), this.rowOf(north)];
    for (let r = r0; r <= r1; r++) for (let c = c0; c <= c1; c++) visit(r * this.columns + c);
  }
}

/** West, south, east, north of edges; nowhere when there are none. */
function boxOf(edges: Float64Array): [number, number, number, number] {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < edges.length; i += 2) {
    box[0] = Math.min(box[0], edges[i]);
    box[1] = Math.min(box[1], edges[i + 1]);
    box[2] = Math.max(box[2], edges[i]);
    box[3] = Math.max(box[3], edges[i + 1]);
  }
  return box;
}

function addRing(edges: number[], ring: readonly Position[], xs: readonly number[], shift: number): void {
  for (let i = 0; i < ring.length; i++) {
    const j = i + 1 < ring.length ? i + 1 : 0;
    if (xs[i] !== xs[j] || ring[i][1] !== ring[j][1]) edges.push(xs[i] + shift, ring[i][1], xs[j] + shift, ring[j][1]);
  }
}

/** Lists of numbers by bucket: counts first, then fills. `starts` has one more than there are buckets. */
function fill(starts: Uint32Array, each: (visit: (bucket: number, value: number) => void) => void): Uint32Array {
  each((bucket) => starts[bucket + 1]++);
  for (let i = 1; i < starts.length; i++) starts[i] += starts[i - 1];
  const next = starts.slice(0, -1);
  const listed = new Uint32Array(starts[starts.length - 1]);
  each((bucket, value) => {
    listed[next[bucket]++] = value;
  });
  return listed;
}
