const EARTH_RADIUS_KM = 6371.007180918475;

/**
 * Kilometres along the globe for the square of a chord of the unit sphere, by halving the angle until chord and arc
 * are the same: square roots only, so the same on every machine. Right to a centimetre.
 */
export function arcKm(chord2: number): number {
  let square = Math.min(chord2, 4);
  for (let halvings = 0; halvings < 12; halvings++) square /= 2 + Math.sqrt(4 - square);
  return EARTH_RADIUS_KM * 4096 * Math.sqrt(square) * (1 + square / 24);
}
