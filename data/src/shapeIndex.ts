import type { Position } from 'geojson';

/**
 * Answers "which shape holds this point" for 10,000s of points. Each polygon's edges lie in horizontal bands, so that one
 * test reads a few dozen edges, not the whole outline; a one-degree grid names the polygons to ask.
 *
 * Shapes are cut at 180 degrees, so plain even-odd tests hold there; distances wrap.
 */
export interface ShapeIndex {
  /** Numbers of all shapes that hold the point, ascending; mostly none or one. */
  holding(lng: number, lat: number): number[];
  /** The nearest shape within `withinKm` of the point, or -1. */
  nearest(lng: number, lat: number, withinKm: number): number;
}

/** One polygon: its edges as `x1, y1, x2, y2`, and the edges that cross each band of latitude. */
interface IndexedPolygon {
  shape: number;
  west: number;
  south: number;
  east: number;
  north: number;
  edges: Float64Array;
  bandHeight: number;
  /** bands + 1; `bandEdges[bandStart[b] .. bandStart[b + 1]]` cross band b. */
  bandStart: Uint32Array;
  bandEdges: Uint32Array;
}

const KM_PER_DEGREE = 111.195;
const EDGES_PER_BAND = 12;

export function shapeIndex(shapes: readonly { polygons: Position[][][] }[]): ShapeIndex {
  const polygons = shapes.flatMap((each, shape) => each.polygons.map((rings) => indexPolygon(shape, rings)));
  const grid = gridOf(polygons);

  function holding(lng: number, lat: number): number[] {
    const found = new Set<number>();
    for (const p of grid.get(gridCell(lng, lat)) ?? []) if (contains(polygons[p], lng, lat)) found.add(polygons[p].shape);
    return [...found].sort((a, b) => a - b);
  }

  function nearest(lng: number, lat: number, withinKm: number): number {
    const reachLat = withinKm / KM_PER_DEGREE;
    const reachLng = Math.min(180, reachLat / Math.max(0.01, Math.cos((lat * Math.PI) / 180)));
    const asked = new Set<number>();
    let best = -1;
    let bestKm = withinKm;
    for (let y = Math.floor(lat - reachLat); y <= lat + reachLat; y++) {
      for (let x = Math.floor(lng - reachLng); x <= lng + reachLng; x++) {
        for (const p of grid.get(gridCell(wrap(x), y)) ?? []) {
          if (asked.has(p)) continue;
          asked.add(p);
          const km = distanceKm(polygons[p], lng, lat, reachLat);
          if (km < bestKm || (km === bestKm && polygons[p].shape < best)) [best, bestKm] = [polygons[p].shape, km];
        }
      }
    }
    return best;
  }

  return { holding, nearest };
}

function indexPolygon(shape: number, rings: Position[][]): IndexedPolygon {
  const corners = rings.reduce((sum, ring) => sum + ring.length - 1, 0);
  const edges = new Float64Array(4 * corners);
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  let at = 0;
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i++) {
      edges.set([ring[i - 1][0], ring[i - 1][1], ring[i][0], ring[i][1]], at);
      at += 4;
      west = Math.min(west, ring[i][0]);
      east = Math.max(east, ring[i][0]);
      south = Math.min(south, ring[i][1]);
      north = Math.max(north, ring[i][1]);
    }
  }
  const bands = Math.max(1, Math.ceil(corners / EDGES_PER_BAND));
  const bandHeight = (north - south) / bands || 1;
  return { shape, west, south, east, north, edges, bandHeight, ...bandsOf(edges, south, bandHeight, bands) };
}

function bandsOf(edges: Float64Array, south: number, bandHeight: number, bands: number) {
  const count = new Uint32Array(bands + 1);
  const span = (e: number): [number, number] => [
    bandAt(Math.min(edges[e + 1], edges[e + 3]), south, bandHeight, bands),
    bandAt(Math.max(edges[e + 1], edges[e + 3]), south, bandHeight, bands),
  ];
  for (let e = 0; e < edges.length; e += 4) {
    const [low, high] = span(e);
    for (let b = low; b <= high; b++) count[b + 1]++;
  }
  for (let b = 0; b < bands; b++) count[b + 1] += count[b];
  const bandStart = count.slice();
  const bandEdges = new Uint32Array(count[bands]);
  for (let e = 0; e < edges.length; e += 4) {
    const [low, high] = span(e);
    for (let b = low; b <= high; b++) bandEdges[count[b]++] = e;
  }
  return { bandStart, bandEdges };
}

function bandAt(lat: number, south: number, bandHeight: number, bands: number): number {
  return Math.max(0, Math.min(bands - 1, Math.floor((lat - south) / bandHeight)));
}

/** Even-odd rule over outer rings and holes alike; a point on an edge may fall to either side. */
function contains(polygon: IndexedPolygon, lng: number, lat: number): boolean {
  const { edges, bandStart, bandEdges, south, bandHeight } = polygon;
  if (lng < polygon.west || lng > polygon.east || lat < south || lat > polygon.north) return false;
  const band = bandAt(lat, south, bandHeight, bandStart.length - 1);
  let inside = false;
  for (let i = bandStart[band]; i < bandStart[band + 1]; i++) {
    const e = bandEdges[i];
    const [y1, y2] = [edges[e + 1], edges[e + 3]];
    if (y1 > lat !== y2 > lat && lng < edges[e] + ((lat - y1) / (y2 - y1)) * (edges[e + 2] - edges[e])) inside = !inside;
  }
  return inside;
}

/** Kilometres from a point to the polygon's outline on the plane that touches the earth there; good to 1 % within 50 km. */
function distanceKm(polygon: IndexedPolygon, lng: number, lat: number, reachLat: number): number {
  const { edges, bandStart, bandEdges, south, bandHeight } = polygon;
  const bands = bandStart.length - 1;
  const scale = Math.cos((lat * Math.PI) / 180);
  const last = bandStart[bandAt(lat + reachLat, south, bandHeight, bands) + 1];
  let best = Infinity;
  for (let i = bandStart[bandAt(lat - reachLat, south, bandHeight, bands)]; i < last; i++) {
    const e = bandEdges[i];
    const ax = wrap(edges[e] - lng) * scale;
    const ay = edges[e + 1] - lat;
    const dx = (edges[e + 2] - edges[e]) * scale;
    const dy = edges[e + 3] - edges[e + 1];
    const along = Math.max(0, Math.min(1, -(ax * dx + ay * dy) / (dx * dx + dy * dy || 1)));
    best = Math.min(best, (ax + along * dx) ** 2 + (ay + along * dy) ** 2);
  }
  return Math.sqrt(best) * KM_PER_DEGREE;
}

function gridOf(polygons: readonly IndexedPolygon[]): Map<number, number[]> {
  const grid = new Map<number, number[]>();
  polygons.forEach((polygon, p) => {
    for (let y = Math.floor(polygon.south); y <= polygon.north; y++) {
      for (let x = Math.floor(polygon.west); x <= polygon.east; x++) {
        const cell = gridCell(x, y);
        const held = grid.get(cell);
        if (held) held.push(p);
        else grid.set(cell, [p]);
      }
    }
  });
  return grid;
}

/** One number per degree square; 180 and -180 are different columns, as the shapes are cut there. */
function gridCell(lng: number, lat: number): number {
  return (Math.floor(lat) + 90) * 400 + Math.floor(lng) + 180;
}

/** A longitude or a difference of longitudes brought into -180..180. */
export function wrap(lng: number): number {
  return lng >= -180 && lng <= 180 ? lng : lng - 360 * Math.floor((lng + 180) / 360);
}
