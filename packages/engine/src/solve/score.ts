/**
 * The objective, and nothing else: what one territory costs by its shape and by its sums. The solver minimises the
 * total over all territories; every search asks the functions here.
 */

/** Weight of the inverse Polsby-Popper ratio beside the inverse moment compactness. */
export const OUTLINE_WEIGHT = 0.3;

/**
 * Shape cost of a territory: 1 / moment compactness + 0.3 / Polsby-Popper. Scale-free, so that a metropolis and a
 * desert weigh alike; 1.3 for a disc. Arguments: area, first moments, second moment about the origin, perimeter.
 */
export function shapeCost(area: number, sx: number, sy: number, moment: number, rim: number): number {
  const inverse = 1 / area;
  const inertia = moment - (sx * sx + sy * sy) * inverse;
  return (6.283185307179586 * inertia * inverse + (OUTLINE_WEIGHT / 12.566370614359172) * rim * rim) * inverse;
}

/** How hard the sums of territories are pressed, at one moment of the search. */
export interface Pressure {
  /** Weight of the squared deviation beyond the band. */
  wall: number;
  /** Share of each band's half width that costs nothing; below 1 the search aims inside the band. */
  band: number;
  /** Weight of the squared difference between a territory's deviations in its measures, beyond `ratioBand`. */
  ratio: number;
  /** Absolute width that costs nothing: deviation from the territory's own mean deviation. */
  ratioBand: number;
}

/** Slope of the penalty at the edge of the band: a small one keeps sums just inside. */
export const BAND_EDGE = 0.002;
