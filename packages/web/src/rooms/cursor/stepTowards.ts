import type { UnitGraph } from '@hexalign/engine';

export type Direction = 'left' | 'right' | 'up' | 'down';

/** Way of each direction on the map, y downwards. */
const WAY: Readonly<Record<Direction, readonly [number, number]>> = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] };

/** A neighbour that lies further aside than this, as tangent, is not in the direction asked for. */
const ASIDE = 2;

/** The line that a walk in one direction keeps to, so that it does not drift along rows of hexagons. */
export interface Track {
  readonly axis: 'x' | 'y';
  /** Mercator, across the way. */
  readonly at: number;
}

/**
 * Where steps in one direction lead, from neighbour to neighbour.
 *
 * @param centres 2n Mercator coordinates of units, y downwards
 * @param track of the walk so far; one across the way begins anew at the unit
 * @returns the last unit reached, the start itself where nothing lies in that direction, and the track to go on with
 */
export function stepTowards({ offsets, neighbors }: Pick<UnitGraph, 'offsets' | 'neighbors'>, centres: ArrayLike<number>, start: number, direction: Direction, steps: number, track: Track | null): { readonly unit: number; readonly track: Track } {
  const [wx, wy] = WAY[direction];
  const axis = wx !== 0 ? 'x' : 'y';
  const across = (u: number): number => (axis === 'x' ? centres[2 * u + 1] : centres[2 * u]);
  const line = track !== null && track.axis === axis ? track.at : across(start);
  let unit = start;
  for (let step = 0; step < steps; step++) {
    let best = -1;
    let least = ASIDE;
    for (let i = offsets[unit]; i < offsets[unit + 1]; i++) {
      const v = neighbors[i];
      const along = (centres[2 * v] - centres[2 * unit]) * wx + (centres[2 * v + 1] - centres[2 * unit + 1]) * wy;
      if (along <= 0) continue;
      const turn = Math.abs(across(v) - line) / along;
      const bend = Math.abs(across(v) - across(unit)) / along;
      if (bend < ASIDE && (turn < least || best < 0)) {
        best = v;
        least = turn;
      }
    }
    if (best < 0) break;
    unit = best;
  }
  return { unit, track: { axis, at: line } };
}
