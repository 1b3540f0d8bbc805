/** Web Mercator on the unit square: x and y run from 0 to 1, y downwards, as MapLibre counts them. */
export function mercatorX(lng: number): number {
  return (180 + lng) / 360;
}

export function mercatorY(lat: number): number {
  const clamped = Math.max(-85.051129, Math.min(85.051129, lat));
  return (180 - (180 / Math.PI) * Math.log(Math.tan(Math.PI / 4 + (clamped * Math.PI) / 360))) / 360;
}

/** Mercator x of a direction from the centre of the earth, of any length. */
export function mercatorXTowards(x: number, y: number): number {
  return 0.5 + Math.atan2(y, x) / (2 * Math.PI);
}

/** Mercator y of a direction from the centre of the earth, of any length. */
export function mercatorYTowards(x: number, y: number, z: number): number {
  const across = Math.sqrt(x * x + y * y);
  const y0 = 0.5 - Math.log((z + Math.sqrt(across * across + z * z)) / across) / (2 * Math.PI);
  return Math.max(0, Math.min(1, y0));
}

/** [lng, lat] of a point of the unit square. */
export function fromMercator(x: number, y: number): [number, number] {
  const lat = (360 / Math.PI) * Math.atan(Math.exp(((180 - y * 360) * Math.PI) / 180)) - 90;
  return [x * 360 - 180, lat];
}

/** Metres per pixel of the 512-pixel world at this latitude and zoom. */
export function metresPerPixel(lat: number, zoom: number): number {
  return (40_075_016.686 * Math.cos((lat * Math.PI) / 180)) / (512 * 2 ** zoom);
}
