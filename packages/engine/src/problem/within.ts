import { sinDegrees } from '../base/trig.ts';
import { unitVectors } from '../graph/project.ts';

const SLACK = 1e-9;
const DEGREES_PER_KM = 1 / 111.19508023353295;

/** Square of the chord from a unit to a place. */
export function chordTo(vectors: Float64Array, u: number, place: ArrayLike<number>): number {
  const dx = vectors[3 * u] - place[0];
  const dy = vectors[3 * u + 1] - place[1];
  const dz = vectors[3 * u + 2] - place[2];
  return dx * dx + dy * dy + dz * dz;
}

/** n flags: units within a distance along the globe, compared by their chords; a hair more than asked, so that nothing is named in error. */
export function within(vectors: Float64Array, { lng, lat }: { readonly lng: number; readonly lat: number }, km: number): Uint8Array {
  const half = Math.min(90, (km * DEGREES_PER_KM) / 2);
  const limit = 4 * sinDegrees(half) * sinDegrees(half) * (1 + SLACK) + 1e-18;
  const home = unitVectors(Float64Array.of(lng, lat));
  const inside = new Uint8Array(vectors.length / 3);
  for (let u = 0; u < inside.length; u++) if (chordTo(vectors, u, home) <= limit) inside[u] = 1;
  return inside;
}
