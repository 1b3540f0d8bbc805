import type { Dataset } from '../../contract/datasets.ts';
import type { ImportMapping, RecordKind } from '../../contract/imports.ts';
import { plain } from '../datasets/columnOf.ts';
import { FIELDS } from './fields.ts';

/**
 * Guesses which column fills which field, by name; of accounts also what the file itself suggested when it was uploaded.
 *
 * @returns null for `mapping` when a field that must be there was not found; `notes` say which
 */
export function suggestMapping(kind: RecordKind, { header, guess, filename }: Pick<Dataset, 'header' | 'guess' | 'filename'>): { mapping: ImportMapping | null; notes: string[] } {
  const fields: Record<string, string> = {};
  const notes: string[] = [];
  const taken = new Set<string>();
  const take = (name: string, column: string | null | undefined): void => {
    if (column === null || column === undefined || !header.includes(column) || taken.has(column)) return;
    fields[name] = column;
    taken.add(column);
  };
  if (kind === 'accounts' && guess.mapping !== null) {
    const { id, name, place } = guess.mapping;
    take('id', id);
    take('name', name);
    if (place.kind === 'lngLat') {
      take('lat', place.lat);
      take('lng', place.lng);
    } else take('postal', place.postal);
  }
  for (const field of FIELDS[kind]) {
    for (const called of field.called) {
      const column = fields[field.name] === undefined ? header.find((one) => !taken.has(one) && called.test(plain(one))) : undefined;
      take(field.name, column);
    }
    if (field.required && fields[field.name] === undefined) notes.push(`No column of ${filename} is called like ${field.holds} (${field.name}).`);
  }
  const measures = kind === 'accounts' ? guess.measureColumns.filter(({ column }) => !taken.has(column)).slice(0, 2).map(({ column, unit }) => ({ name: column.slice(0, 60), column, unit })) : [];
  const complete = FIELDS[kind].every(({ name, required }) => !required || fields[name] !== undefined);
  return { mapping: complete ? { fields, constants: {}, measures, where: [], missing: kind === 'accounts' ? 'keep' : 'reject' } : null, notes };
}
