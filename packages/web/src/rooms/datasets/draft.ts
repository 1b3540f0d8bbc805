import type { Dataset, Mapping, MeasureColumn, RowFilter } from '@hexalign/api/contract';

/** What one column of the file is taken for. */
export type Field = 'none' | 'id' | 'name' | 'lat' | 'lng' | 'postal' | 'country' | 'currency' | 'hours' | 'count' | 'current';

export const FIELDS: readonly Field[] = ['none', 'id', 'name', 'lat', 'lng', 'postal', 'country', 'currency', 'hours', 'count', 'current'];
/** Any number of columns may be measures; every other field is filled by one column. */
const MEASURES: ReadonlySet<Field> = new Set(['currency', 'hours', 'count']);
/** Measures taken over from the guess; the planner adds others. */
const GUESSED_MEASURES = 2;
/** Column of a measure that counts accounts. */
const COUNT_COLUMN = '1';

/** A mapping in the making. */
export interface Draft {
  readonly fields: Readonly<Record<string, Field>>;
  /** Columns that stand as they were guessed. */
  readonly guessed: ReadonlySet<string>;
  readonly where: readonly RowFilter[];
  readonly missing: Mapping['missing'];
  /** Balance the number of accounts beside the other measures. */
  readonly countAccounts: boolean;
}

/** What a draft lacks before it is a mapping. */
export type Need = 'id' | 'place' | 'lat' | 'lng';

/** Begins with what the header and the values suggest. */
export function draftOf({ header, guess }: Pick<Dataset, 'header' | 'guess'>): Draft {
  const fields: Record<string, Field> = {};
  for (const column of header) fields[column] = 'none';
  const put = (column: string | null | undefined, field: Field): void => {
    if (column !== null && column !== undefined && fields[column] === 'none') fields[column] = field;
  };
  const { mapping } = guess;
  if (mapping) {
    put(mapping.id, 'id');
    put(mapping.name, 'name');
    if (mapping.place.kind === 'lngLat') {
      put(mapping.place.lat, 'lat');
      put(mapping.place.lng, 'lng');
    } else {
      put(mapping.place.postal, 'postal');
      put(mapping.place.country, 'country');
    }
    for (const { column, unit } of mapping.measures) put(column, unit);
    put(mapping.current, 'current');
  }
  for (const { column, unit } of guess.measureColumns.slice(0, GUESSED_MEASURES)) put(column, unit);
  if (guess.currentColumns.length === 1) put(guess.currentColumns[0], 'current');
  return { fields, guessed: new Set(header.filter((column) => fields[column] !== 'none')), where: mapping?.where ?? [], missing: mapping?.missing ?? 'reject', countAccounts: false };
}

/** Gives a column a field; a field that only one column can fill leaves the column that had it. */
export function withField(draft: Draft, column: string, field: Field): Draft {
  const fields = { ...draft.fields };
  if (field !== 'none' && !MEASURES.has(field)) for (const other of Object.keys(fields)) if (fields[other] === field) fields[other] = 'none';
  fields[column] = field;
  const guessed = new Set([...draft.guessed].filter((other) => other !== column && fields[other] !== 'none'));
  return { ...draft, fields, guessed };
}

export function columnOf(draft: Draft, field: Field): string | null {
  return Object.keys(draft.fields).find((column) => draft.fields[column] === field) ?? null;
}

/**
 * The mapping of a draft, or what it lacks.
 *
 * @param countName name of the measure that counts accounts
 */
export function mappingOf(draft: Draft, countName: string): Mapping | Need {
  const id = columnOf(draft, 'id');
  if (id === null) return 'id';
  const lat = columnOf(draft, 'lat');
  const lng = columnOf(draft, 'lng');
  const postal = columnOf(draft, 'postal');
  if (lat === null && lng === null && postal === null) return 'place';
  if (postal === null && lat === null) return 'lat';
  if (postal === null && lng === null) return 'lng';
  const measures: MeasureColumn[] = [];
  for (const [column, field] of Object.entries(draft.fields)) {
    if (MEASURES.has(field)) measures.push({ name: column.slice(0, 60), column, unit: field as MeasureColumn['unit'] });
  }
  if (draft.countAccounts || measures.length === 0) measures.push({ name: countName, column: COUNT_COLUMN, unit: 'count' });
  return {
    id,
    name: columnOf(draft, 'name'),
    place: lat !== null && lng !== null ? { kind: 'lngLat', lat, lng } : { kind: 'postal', postal: postal as string, country: columnOf(draft, 'country') },
    measures: measures.slice(0, 8),
    where: draft.where.filter(({ column }) => column !== ''),
    missing: draft.missing,
    current: columnOf(draft, 'current'),
  };
}

/** How many territories a tolerance allows: the heaviest place must fit into one. Infinity where nothing is heavy. */
export function atMostTerritories(total: number, heaviest: number, tolerance: number): number {
  return heaviest > 0 ? Math.max(1, Math.floor((total * (1 + tolerance)) / heaviest + 1e-9)) : Infinity;
}
