/**
 * A place from what somebody typed: `39.74, -104.99`, `39.74 -104.99`, `39,74; -104,99`, with N, S, E, W or a degree sign; latitude first.
 *
 * @returns `[lng, lat]`, or null where it is no pair of degrees
 */
export function coordinates(typed: string): [number, number] | null {
  const text = typed.trim().replace(/°/g, ' ');
  const number = String.raw`([-+−]?\d{1,3}(?:[.,]\d+)?)\s*`;
  const found = new RegExp(`^${number}([NSns])?(?:\\s*[;,]\\s*|\\s+)${number}([EWOewo])?$`).exec(text) ?? null;
  if (!found) return null;
  const [, first, south, second, west] = found;
  const read = (digits: string): number => Number(digits.replace('−', '-').replace(',', '.'));
  const lat = read(first) * (/s/i.test(south ?? '') ? -1 : 1);
  const lng = read(second) * (/w/i.test(west ?? '') ? -1 : 1);
  // Two whole numbers may be anything, a house and a street for one.
  const exact = /[.,]\d|[NSEWnsew]/.test(text);
  return exact && Math.abs(lat) <= 90 && Math.abs(lng) <= 180 ? [lng, lat] : null;
}
