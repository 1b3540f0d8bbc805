import type { ImportCode, ImportMapping, ImportProblem, RecordKind } from '../../contract/imports.ts';
import { columnOf } from '../datasets/columnOf.ts';
import { InputError } from '../datasets/inputError.ts';
import type { Locate } from '../datasets/locatePostal.ts';
import { isMissing } from '../datasets/parseNumber.ts';
import type { CsvRow, CsvTable } from '../datasets/readCsv.ts';
import { SeenIds } from '../datasets/seenIds.ts';
import { FIELDS, keyField, keyOf, type Field } from './fields.ts';
import { readAmount, readCell } from './readCell.ts';
import { readPlace } from './readPlace.ts';

/** A row as the register would keep it: only the fields that the list has, null where it says that there is nothing. */
export interface JudgedRecord {
  readonly key: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** `kept` problems leave the record in; a rejected row may still have a key, whose record then stays as it is. */
export type RecordJudgement =
  | { readonly kind: 'record'; readonly record: JudgedRecord; readonly kept: readonly ImportProblem[]; readonly approximate: boolean }
  | { readonly kind: 'rejected'; readonly key: string | null; readonly problems: readonly ImportProblem[] }
  | { readonly kind: 'filtered' };

const LONGEST_KEY = 400;

/**
 * Makes a mapping ready for one file.
 *
 * @returns the judge of its rows, one after the other: it remembers their keys
 * @throws InputError `column.unknown`, `mapping.field`
 */
export function recordJudge(kind: RecordKind, { header, dialect }: Pick<CsvTable, 'header' | 'dialect'>, mapping: ImportMapping, locate: Locate): (row: CsvRow) => RecordJudgement {
  const known = FIELDS[kind];
  for (const name of [...Object.keys(mapping.fields), ...Object.keys(mapping.constants)]) {
    if (!known.some((field) => field.name === name)) throw wrongField(kind, name, known);
  }
  const positions = new Map(Object.entries(mapping.fields).map(([name, column]) => [name, columnOf(header, column, `the field ${name}`)]));
  const missing = known.find(({ name, required }) => required && !positions.has(name) && mapping.constants[name] === undefined);
  if (missing) throw new InputError({ code: 'mapping.field', where: `the field ${missing.name} of ${kind}`, expected: `a column with ${missing.holds}`, found: 'none', repair: 'Name the column that holds it.' });
  const measures = mapping.measures.map((measure) => ({ ...measure, position: measure.column === '1' ? -1 : columnOf(header, measure.column, `measure "${measure.name}"`) }));
  const filters = mapping.where.map((filter) => ({ ...filter, value: filter.value.trim(), position: columnOf(header, filter.column, `the filter ${filter.column}${filter.op}${filter.value}`) }));
  const plain = known.filter(({ type, name }) => type !== 'degrees' && (positions.has(name) || mapping.constants[name] !== undefined));
  const hasPlace = kind !== 'areas' && known.some(({ type, name }) => type === 'degrees' && positions.has(name)) || (kind !== 'postal' && positions.has('postal'));
  const seen = new SeenIds();

  return ({ row, fields }) => {
    const problems: ImportProblem[] = [];
    const kept: ImportProblem[] = [];
    const columnName = (name: string): string => mapping.fields[name] ?? '';
    const complain = (column: string, code: ImportCode, found: string, expected: string, keep = false): void => void (keep ? kept : problems).push({ row, column, code, found: found.length > 120 ? `${found.slice(0, 117)}...` : found, expected });
    const cellOf = (name: string): string => {
      const position = positions.get(name);
      const cell = position === undefined ? '' : (fields[position] ?? '');
      return clean(cell.trim() === '' ? (mapping.constants[name] ?? '') : cell);
    };
    if (fields.length !== header.length && !(fields.length > header.length && fields.slice(header.length).every((cell) => cell.trim() === ''))) {
      return { kind: 'rejected', key: null, problems: [{ row, column: '', code: 'row.ragged', found: `${fields.length} fields`, expected: `${header.length} fields, as in the header` }] };
    }
    for (const { position, op, value } of filters) if ((fields[position].trim() === value) !== (op === '=')) return { kind: 'filtered' };

    const body: Record<string, unknown> = {};
    for (const field of plain) {
      const cell = cellOf(field.name);
      const read = readCell(field, cell, dialect.decimal);
      if ('code' in read) complain(columnName(field.name), read.code, cell, read.expected);
      else if (read.value === null && field.required && field.name !== keyField(kind)) complain(columnName(field.name), field.type === 'geometry' ? 'geometry.missing' : 'field.missing', cell, field.holds);
      else if (field.type === 'geometry') Object.assign(body, read.value);
      else if (field.name !== 'id') body[field.name] = read.value;
    }
    if (kind === 'covers') {
      body.role ??= 'owner';
      body.to ??= null;
      if (typeof body.from === 'string' && typeof body.to === 'string' && body.to < body.from) complain(columnName('to'), 'days.reversed', body.to, `a day from ${body.from} on`);
    }
    const id = cellOf(keyField(kind));
    const key = keyOf(kind, (name) => (name === 'id' || name === keyField(kind) ? cellOf(name) : String(body[name] ?? '')));
    let repeated = false;
    if (id.trim() === '') complain(columnName(keyField(kind)), 'id.empty', id, 'an id');
    else if (key.length > LONGEST_KEY) complain(columnName(keyField(kind)), 'id.too_long', id, `an id of at most ${LONGEST_KEY} characters`);
    else {
      const before = seen.add(key, row);
      repeated = before > 0;
      if (repeated) complain(columnName(keyField(kind)), 'id.repeated', id, `an id of its own; row ${before} has this one`);
    }

    let approximate = false;
    if (hasPlace) {
      const place = readPlace({ lng: cellOf('lng'), lat: cellOf('lat'), postal: kind === 'postal' ? '' : cellOf('postal'), country: cellOf('country').trim() || null }, positions, dialect.decimal, locate);
      if ('place' in place) {
        body.place = place.place;
        approximate = place.place.by === 'near';
      }
      for (const { field, ...problem } of place.problems) complain(columnName(field), problem.code, problem.found, problem.expected, kind !== 'postal');
    }

    if (measures.length > 0) {
      const sums: Record<string, number> = {};
      for (const { name, column, position } of measures) {
        const cell = position < 0 ? '1' : fields[position];
        if (isMissing(cell)) {
          if (mapping.missing === 'zero') sums[name] = 0;
          else if (mapping.missing === 'reject') complain(column, 'field.missing', cell, `a number for ${name}`);
          continue;
        }
        const read = readAmount(cell.trim(), dialect.decimal, `a number for ${name}`);
        if ('code' in read) complain(column, read.code, cell, read.expected);
        else sums[name] = read.value as number;
      }
      body.measures = sums;
    }
    if (problems.length > 0) return { kind: 'rejected', key: repeated || id.trim() === '' || key.length > LONGEST_KEY ? null : key, problems };
    return { kind: 'record', record: { key, body }, kept, approximate };
  };
}

/** The database keeps every character but this one. */
function clean(text: string): string {
  return text.includes('\0') ? text.replaceAll('\0', '') : text;
}

function wrongField(kind: RecordKind, name: string, known: readonly Field[]): InputError {
  return new InputError({ code: 'mapping.field', where: `the field ${name}`, expected: `a field of ${kind}`, found: 'none of that name', repair: `There are ${known.map((field) => field.name).join(', ')}.` });
}
