/** Degrees to pixels. */
export type Projection = (lng: number, lat: number) => [x: number, y: number];

const RADIANS = Math.PI / 180;

/**
 * Albers' equal-area conic projection of the lower 48 states (standard parallels 29.5 and 45.5, centre 37.5, -96; Snyder 1987), so that
 * a territory looks as large as it is.
 *
 * @param width pixels from coast to coast
 * @param x, y pixel of the centre
 */
export function albers(width: number, x: number, y: number): Projection {
  const scale = width / 0.735;
  const [south, north] = [Math.sin(29.5 * RADIANS), Math.sin(45.5 * RADIANS)];
  const n = (south + north) / 2;
  const c = Math.cos(29.5 * RADIANS) ** 2 + 2 * n * south;
  const radius = (lat: number): number => Math.sqrt(c - 2 * n * Math.sin(lat * RADIANS)) / n;
  const middle = radius(37.5);
  return (lng, lat) => {
    const turn = n * (lng + 96) * RADIANS;
    const r = radius(lat);
    return [x + scale * r * Math.sin(turn), y - scale * (middle - r * Math.cos(turn))];
  };
}
