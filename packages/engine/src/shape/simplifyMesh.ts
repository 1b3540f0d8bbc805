import { presimplify } from 'topojson-simplify';
import type { Topology } from 'topojson-specification';
import { cosDegrees } from '../base/trig.ts';
import type { BorderMesh } from './borderMesh.ts';
import { shortTurn } from './groupRings.ts';

const METRES_PER_DEGREE = 111_195;

/**
 * A copy of a mesh with fewer points, for the screen: each shared arc is simplified once (Visvalingam and
 * Whyatt 1993), so that neighbours still share every point and nodes stay where they are.
 *
 * @param toleranceM points go whose triangle with their neighbours is smaller than the square of this; 0 keeps all
 */
export function simplifyMesh(mesh: BorderMesh, toleranceM: number): BorderMesh {
  const arcs = mesh.left.length;
  if (!(toleranceM > 0) || arcs === 0) return mesh;
  const weighed = presimplify({ type: 'Topology', objects: {}, arcs: Array.from({ length: arcs }, (_, arc) => flatArc(mesh, arc)) } satisfies Topology);
  const least = toleranceM * toleranceM;
  const twins = sharedEnds(mesh);
  const arcOffsets = new Uint32Array(arcs + 1);
  const points: number[] = [];
  for (let arc = 0; arc < arcs; arc++) {
    const start = mesh.arcOffsets[arc];
    const weights = weighed.arcs[arc].map((point) => point[2] ?? 0);
    const closed = mesh.points[start] === mesh.points[mesh.arcOffsets[arc + 1] - 1];
    // An island stays a triangle at least, and two arcs between the same nodes stay two.
    const needed = Math.min(closed ? 2 : twins[arc] === 1 ? 1 : 0, weights.length - 2);
    const inner = weights.slice(1, -1).sort((a, b) => b - a);
    const limit = needed > 0 ? Math.min(least, inner[needed - 1]) : least;
    weights.forEach((weight, i) => {
      if (i === 0 || i === weights.length - 1 || weight >= limit) points.push(mesh.points[start + i]);
    });
    arcOffsets[arc + 1] = points.length;
  }
  return { ...mesh, arcOffsets, points: Uint32Array.from(points) };
}

/** An arc in metres on a plane of its own; the map's edge is no edge here. */
function flatArc({ lngLat, arcOffsets, points }: BorderMesh, arc: number): [number, number][] {
  const first = points[arcOffsets[arc]];
  const east = METRES_PER_DEGREE * cosDegrees(lngLat[2 * first + 1]);
  const flat: [number, number][] = [];
  for (let i = arcOffsets[arc]; i < arcOffsets[arc + 1]; i++) {
    const point = points[i];
    flat.push([east * shortTurn(lngLat[2 * point] - lngLat[2 * first]), METRES_PER_DEGREE * lngLat[2 * point + 1]]);
  }
  return flat;
}

/** 1 for every arc that joins the same two nodes as another one. */
function sharedEnds({ arcOffsets, points, left, lngLat }: BorderMesh): Uint8Array {
  const corners = lngLat.length / 2;
  const seen = new Map<number, number>();
  const shared = new Uint8Array(left.length);
  for (let arc = 0; arc < left.length; arc++) {
    const a = points[arcOffsets[arc]];
    const b = points[arcOffsets[arc + 1] - 1];
    const key = Math.min(a, b) * corners + Math.max(a, b);
    const other = seen.get(key);
    if (other === undefined) seen.set(key, arc);
    else shared[arc] = shared[other] = 1;
  }
  return shared;
}
