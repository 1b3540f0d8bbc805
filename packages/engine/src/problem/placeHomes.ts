import { arcKm } from '../graph/distance.ts';
import { project, unitVectors } from '../graph/project.ts';
import type { UnitGraph } from '../graph/unitGraph.ts';

/** A territory's home among the units. */
export interface Home {
  readonly slot: number;
  readonly lng: number;
  readonly lat: number;
  readonly centreKm?: number;
  readonly reachKm?: number;
}

/** Where a home lies in the solver's plane, and what lies too far from it. n = units. */
export interface PlacedHome {
  /** Metres in the plane of `geometry.metres`. */
  readonly x: number;
  readonly y: number;
  /** Metres that the centre may be off in that plane, so that it surely is within `centreKm`; Infinity without a leash. */
  readonly leash: number;
  /** n flags: beyond `reachKm` along the globe; null without. */
  readonly far: Uint8Array | null;
  /** The unit nearest to the home. */
  readonly nearest: number;
}

/** Kilometres from a place to n units along the globe, on a sphere with the area of the Earth. */
export function kmFrom(lngLat: Float64Array, lng: number, lat: number): Float64Array {
  const units = unitVectors(lngLat);
  const [x, y, z] = unitVectors(Float64Array.of(lng, lat));
  return Float64Array.from({ length: lngLat.length / 2 }, (_, u) => {
    const dx = units[3 * u] - x;
    const dy = units[3 * u + 1] - y;
    const dz = units[3 * u + 2] - z;
    return arcKm(dx * dx + dy * dy + dz * dz);
  });
}

/** @param metres 2n places in the plane, where islands are drawn up to the land (`measureGround`) */
export function placeHomes(graph: UnitGraph, metres: Float64Array, homes: readonly Home[]): PlacedHome[] {
  const n = graph.ids.length;
  if (homes.length === 0 || n === 0) return [];
  // Homes without any area do not move the centre of the projection.
  const lngLat = new Float64Array(2 * (n + homes.length));
  lngLat.set(graph.lngLat);
  homes.forEach(({ lng, lat }, h) => lngLat.set([lng, lat], 2 * (n + h)));
  const areaKm2 = new Float64Array(n + homes.length);
  areaKm2.set(graph.areaKm2);
  const plane = project({ lngLat, areaKm2 });
  return homes.map(({ lng, lat, centreKm, reachKm }, h) => {
    const km = kmFrom(graph.lngLat, lng, lat);
    let nearest = 0;
    for (let u = 1; u < n; u++) if (km[u] < km[nearest]) nearest = u;
    // A home on an island moves with it.
    const x = plane[2 * (n + h)] + metres[2 * nearest] - plane[2 * nearest];
    const y = plane[2 * (n + h) + 1] + metres[2 * nearest + 1] - plane[2 * nearest + 1];
    return { x, y, nearest, leash: centreKm === undefined ? Infinity : leashOf(plane, n + h, km, centreKm), far: reachKm === undefined ? null : Uint8Array.from(km, (d) => (d > reachKm ? 1 : 0)) };
  });
}

/** The plane shortens some distances: the leash there is as short as they are at about its end. */
function leashOf(plane: Float64Array, at: number, km: Float64Array, centreKm: number): number {
  let scale = 1;
  for (let u = 0; u < km.length; u++) {
    if (km[u] < centreKm / 2 || km[u] > 2 * centreKm || !(km[u] > 1)) continue;
    const dx = plane[2 * u] - plane[2 * at];
    const dy = plane[2 * u + 1] - plane[2 * at + 1];
    scale = Math.min(scale, Math.sqrt(dx * dx + dy * dy) / (1000 * km[u]));
  }
  return 995 * scale * centreKm;
}
