/** Degrees, or degrees with minutes and seconds, as one number each. */
const DEGREES = String.raw`([-+−]?\d{1,3}(?:[.,]\d+)?)\s*°?\s*(?:(\d{1,2}(?:[.,]\d+)?)\s*[′'’]\s*(?:(\d{1,2}(?:[.,]\d+)?)\s*(?:[″"”]|′′|'')\s*)?)?`;
const PAIR = new RegExp(`^${DEGREES}([NSns])?(?:\\s*[;,]\\s*|\\s+|(?<=[NSns]))${DEGREES}([EWOewo])?$`);

const read = (digits: string): number => Number(digits.replace('−', '-').replace(',', '.'));

/**
 * A place from what somebody typed: `39.74, -104.99`, `39.74 -104.99`, `39,74; -104,99`, `39°44′24″ N 104°59′24″ W`, with N, S, E, W or a
 * degree sign; latitude first, except where only the second can be one.
 *
 * @returns `[lng, lat]`, or null where it is no pair of degrees
 */
export function coordinates(typed: string): [number, number] | null {
  const text = typed.trim();
  const found = PAIR.exec(text);
  if (!found) return null;
  const [, first, firstMinutes, firstSeconds, south, second, secondMinutes, secondSeconds, west] = found;
  const lat = degrees(first, firstMinutes, firstSeconds) * (/s/i.test(south ?? '') ? -1 : 1);
  const lng = degrees(second, secondMinutes, secondSeconds) * (/w/i.test(west ?? '') ? -1 : 1);
  // Two whole numbers may be anything, a house and a street for one.
  if (!/[.,]\d|[NSEWnsew]|[′'’]/.test(text) || Number.isNaN(lat) || Number.isNaN(lng)) return null;
  if (Math.abs(lat) <= 90 && Math.abs(lng) <= 180) return [lng, lat];
  return south === undefined && west === undefined && Math.abs(lat) <= 180 && Math.abs(lng) <= 90 ? [lat, lng] : null;
}

/** To eight decimals, about a millimetre; NaN where there are more than 59 minutes or seconds. */
function degrees(whole: string, minutes: string | undefined, seconds: string | undefined): number {
  const [m, s] = [read(minutes ?? '0'), read(seconds ?? '0')];
  if (m >= 60 || s >= 60) return Number.NaN;
  const size = Math.abs(read(whole)) + m / 60 + s / 3600;
  return (/^[-−]/.test(whole) ? -1 : 1) * Math.round(size * 1e8) / 1e8;
}
