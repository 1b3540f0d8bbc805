/** Rows of a table of a customer system as they stand there, by column; an empty text is no value. */
export type CrmTable = readonly Readonly<Record<string, string>>[];

/** What is known of the system now, by table; a table that is left out is not known. */
export type PresentRows = Readonly<Partial<Record<string, CrmTable>>>;

/** One row to write. */
export interface CrmRow {
  /** By column. */
  readonly values: Readonly<Record<string, string>>;
  /** Id of the record there; null = not there, or not known. */
  readonly id: string | null;
  /** What to write to have it as before: changed columns of a record, or all of one that goes; null for a new one. */
  readonly before: Readonly<Record<string, string>> | null;
  /** Columns whose value is taken away; none when left out. */
  readonly cleared?: readonly string[];
}

export type Operation = 'insert' | 'update' | 'upsert' | 'delete';

/** Rows of one table that are written together, and before the steps that follow. */
export interface CrmStep {
  /** Names it among the steps, and its file: `03-territory2-0`. */
  readonly name: string;
  readonly table: string;
  /** Column of the records' own ids. */
  readonly idColumn: string;
  readonly operation: Operation;
  /** Column that records are told apart by, of an upsert; null otherwise. */
  readonly key: string | null;
  readonly columns: readonly string[];
  /** Columns that hold prose, which a spreadsheet might take for a formula; the others are kept byte for byte. */
  readonly prose: readonly string[];
  readonly rows: readonly CrmRow[];
}

/** Something that is not as it should be. One that `stops` lets nothing be written. */
export interface CrmProblem {
  readonly code: 'person.unknown' | 'person.inactive' | 'account.unknown' | 'account.not_an_id' | 'account.unassigned' | 'account.elsewhere' | 'territory.left_over' | 'rules.too_many' | 'name.changed';
  /** Id of the person, account or territory. */
  readonly subject: string;
  readonly detail: string;
  readonly stops: boolean;
}

/** A file beside the steps. */
export interface CrmFile {
  readonly name: string;
  readonly text: string;
}

/** What has to be written so that a system says what the plan says. */
export interface CrmChanges {
  /** In the order of writing; those without rows are left out. */
  readonly steps: readonly CrmStep[];
  readonly problems: readonly CrmProblem[];
  /** Of files only. */
  readonly extras: readonly CrmFile[];
}

/** Rows by the text of one column; of several the first. */
export function byColumn(table: CrmTable | undefined, column: string): Map<string, Readonly<Record<string, string>>> {
  const found = new Map<string, Readonly<Record<string, string>>>();
  for (const row of table ?? []) {
    const value = row[column] ?? '';
    if (value !== '' && !found.has(value)) found.set(value, row);
  }
  return found;
}

/**
 * A row that brings a record to some values, or null where it is there already.
 *
 * @param present the record, with the same columns; null = none
 */
export function bringTo(values: Readonly<Record<string, string>>, present: Readonly<Record<string, string>> | null, { idColumn, key }: { readonly idColumn: string; readonly key: string | null }): CrmRow | null {
  if (present === null) return { values, id: null, before: null };
  const changed = Object.keys(values).filter((column) => column !== key && column !== idColumn && values[column] !== (present[column] ?? ''));
  if (changed.length === 0) return null;
  const cleared = changed.filter((column) => values[column] === '');
  return { values, id: present[idColumn] ?? null, before: Object.fromEntries(changed.map((column) => [column, present[column] ?? ''])), ...(cleared.length > 0 ? { cleared } : {}) };
}

/** Rows by the columns that they have values for: rows are written together only where none says nothing of a column. */
export function groupedByColumns<T>(rows: readonly T[], columnsOf: (row: T) => readonly string[]): { readonly columns: readonly string[]; readonly rows: T[] }[] {
  const groups = new Map<string, { columns: readonly string[]; rows: T[] }>();
  for (const row of rows) {
    const columns = columnsOf(row);
    const group = groups.get(columns.join()) ?? { columns, rows: [] };
    group.rows.push(row);
    groups.set(columns.join(), group);
  }
  return [...groups.values()];
}

/** A value of an answer as a row holds it. */
export function cellOf(value: unknown): string {
  return value === null || value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);
}
