/** West, south, east, north, degrees. */
export type Bounds = [number, number, number, number];

/** The least box around some places (`[lng, lat]` pairs in one array); null when there are none. Does not look across the antimeridian. */
export function boundsOf(lngLat: Float64Array): Bounds | null {
  if (lngLat.length === 0) return null;
  const bounds: Bounds = [180, 90, -180, -90];
  for (let i = 0; i < lngLat.length; i += 2) {
    bounds[0] = Math.min(bounds[0], lngLat[i]);
    bounds[1] = Math.min(bounds[1], lngLat[i + 1]);
    bounds[2] = Math.max(bounds[2], lngLat[i]);
    bounds[3] = Math.max(bounds[3], lngLat[i + 1]);
  }
  return bounds;
}
