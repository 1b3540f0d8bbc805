/** A place on the globe, degrees. */
export interface Place {
  readonly lng: number;
  readonly lat: number;
}

const DEGREES = /^\s*([+-]?\d{1,3}(?:[.,]\d+)?)\s*°?\s*(?:[;,\s]\s*)([+-]?\d{1,3}(?:[.,]\d+)?)\s*°?\s*$/;

/**
 * Reads `latitude, longitude` as people type or paste it; a comma may stand for the point where another mark parts the two.
 *
 * @returns null for anything that is not two numbers in range
 */
export function typedPlace(text: string): Place | null {
  const match = DEGREES.exec(text.replaceAll('−', '-'));
  if (match === null) return null;
  const [lat, lng] = [match[1], match[2]].map((part) => Number(part.replace(',', '.')));
  return Math.abs(lat) <= 90 && Math.abs(lng) <= 180 ? { lat, lng } : null;
}
