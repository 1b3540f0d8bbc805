import { formatCount } from '../../text/format.ts';
import type { Catalogue } from '../../text/useText.ts';

/** Fields of a record as words, by a name to read. */
export type RecordLines = ReadonlyMap<string, string>;

/** What a record says, field by field, ready to be read: a place as latitude and longitude, every measure under its own name. */
export function recordLines(body: Readonly<Record<string, unknown>>, t: Catalogue['data']): RecordLines {
  const lines = new Map<string, string>();
  for (const [name, value] of Object.entries(body)) {
    if (name === 'measures' && isObject(value)) for (const [measure, amount] of Object.entries(value)) lines.set(measure, textOf(amount));
    else if (name === 'place' && isObject(value)) lines.set(t.field(name), placeText(value));
    else lines.set(t.field(name), textOf(value));
  }
  return lines;
}

/** A field that is not the same before and after; null where there is none. */
export interface FieldChange {
  readonly field: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** Fields that differ between two states of a record. */
export function fieldChanges(from: Readonly<Record<string, unknown>>, to: Readonly<Record<string, unknown>>, t: Catalogue['data']): FieldChange[] {
  const [before, after] = [recordLines(from, t), recordLines(to, t)];
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((field) => ({ field, from: before.get(field) ?? null, to: after.get(field) ?? null }))
    .filter((one) => one.from !== one.to);
}

function placeText(place: Readonly<Record<string, unknown>>): string {
  const degrees = (value: unknown): string => (typeof value === 'number' ? String(Number(value.toFixed(5))) : '?').replace('-', '−');
  return `${degrees(place.lat)}, ${degrees(place.lng)}`;
}

function textOf(value: unknown): string {
  if (typeof value === 'number') return Number.isInteger(value) ? formatCount(value) : String(value).replace('-', '−');
  if (Array.isArray(value)) return value.map(textOf).join(', ');
  // Outlines are long; their kind says enough.
  if (isObject(value)) return typeof value.type === 'string' ? value.type : JSON.stringify(value);
  return String(value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
