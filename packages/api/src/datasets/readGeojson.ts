import { refuseLarge } from './formats.ts';
import { InputError } from './inputError.ts';
import { isPoint, placeNames } from './pointColumns.ts';
import { digits, TableWriter, type TableText } from './tableText.ts';

/** Column that holds an outline, as GeoJSON. */
export const GEOMETRY_COLUMN = 'geometry';

/** A number that a double cannot hold, kept as it was written. */
class Written {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

interface Feature {
  readonly type?: unknown;
  readonly id?: unknown;
  readonly properties?: Readonly<Record<string, unknown>> | null;
  readonly geometry?: { readonly type?: unknown; readonly coordinates?: unknown } | null;
}

/**
 * The features of a GeoJSON file as delimited text: properties as columns, points as longitude and latitude, other
 * geometries as JSON in the column `geometry`. Ids of many digits stay as they were written.
 *
 * @throws InputError `table.too_large`, `table.broken`, `table.no_features`
 */
export function readGeojson(bytes: Uint8Array): TableText {
  refuseLarge('geojson', bytes.length, 'file');
  const features = featuresOf(bytes);
  const names = new Set<string>();
  for (const { properties } of features) for (const name of Object.keys(properties ?? {})) names.add(name);
  const properties = [...names];
  const ownId = !names.has('id') && features.some(({ id }) => id !== undefined);
  const points = features.some(({ geometry }) => isPoint(geometry));
  const shapes = features.some(({ geometry }) => geometry && !isPoint(geometry));
  const places = placeNames(properties);
  const shapeColumn = names.has(GEOMETRY_COLUMN) ? `${GEOMETRY_COLUMN} of the feature` : GEOMETRY_COLUMN;

  const writer = new TableWriter();
  writer.add([...(ownId ? ['id'] : []), ...properties, ...(points ? [places.lng, places.lat] : []), ...(shapes ? [shapeColumn] : [])]);
  for (const feature of features) {
    const { geometry } = feature;
    const point = isPoint(geometry) ? geometry.coordinates : null;
    writer.add([
      ...(ownId ? [textOf(feature.id)] : []),
      ...properties.map((name) => textOf(feature.properties?.[name])),
      ...(points ? [textOf(point?.[0]), textOf(point?.[1])] : []),
      ...(shapes ? [geometry && point === null ? JSON.stringify(geometry) : ''] : []),
    ]);
  }
  return writer.end(ownId ? ['The ids of the features were read as the column "id".'] : []);
}

function featuresOf(bytes: Uint8Array): readonly Feature[] {
  let document: { type?: unknown; features?: unknown };
  try {
    document = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes), keepDigits as (key: string, value: unknown) => unknown) as typeof document;
  } catch (error) {
    throw new InputError({ code: 'table.broken', where: 'the file', expected: 'GeoJSON in UTF-8', found: `text that cannot be read as JSON (${(error as Error).message.slice(0, 200)})`, repair: 'Export it again; a file cut short ends like this.' });
  }
  const features = document?.type === 'FeatureCollection' ? document.features : document?.type === 'Feature' ? [document] : null;
  const usable = Array.isArray(features) && features.every((feature: unknown) => typeof feature === 'object' && feature !== null && (feature as Feature).type === 'Feature');
  if (!usable) throw new InputError({ code: 'table.no_features', where: 'the file', expected: 'a GeoJSON FeatureCollection', found: `JSON of another kind (type ${JSON.stringify(document?.type ?? null).slice(0, 60)})`, repair: 'Export features with their properties as GeoJSON, or the table as CSV.' });
  return features as readonly Feature[];
}

/** Numbers that a double would round stay as they stand in the file. */
function keepDigits(_: string, value: unknown, { source }: { readonly source?: string }): unknown {
  return typeof value === 'number' && source !== undefined && /^-?\d{16,}$/.test(source) && !Number.isSafeInteger(value) ? new Written(source) : value;
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Written) return value.text;
  if (typeof value === 'number') return digits(String(value));
  if (typeof value === 'object') return JSON.stringify(value, (_, part: unknown) => (part instanceof Written ? part.text : part));
  return typeof value === 'boolean' ? (value ? 'TRUE' : 'FALSE') : (value as string);
}
