import type { ImportMapping, RecordKind, SuggestedMapping } from '@hexalign/api/contract';

/** Units that a measure may have. */
export const MEASURE_UNITS = ['currency', 'hours', 'count'] as const;
/** With a name it is that measure of a plan, which one column only can fill. */
const MEASURE = /^measure:(currency|hours|count)(?::(.+))?$/s;
/** A column that fills nothing. */
export const NO_FIELD = '';

/** The field of a column that is a measure; with a name, that measure of a plan. */
export function measureField(unit: (typeof MEASURE_UNITS)[number], name?: string): string {
  return name === undefined ? `measure:${unit}` : `measure:${unit}:${name}`;
}

/** The mapping of a list in the making. */
export interface ListDraft {
  readonly kind: RecordKind;
  /** By column: the name of a field, `measure:` with a unit and perhaps a name, or nothing. */
  readonly fields: Readonly<Record<string, string>>;
  /** Columns that stand as they were remembered or guessed. */
  readonly untouched: ReadonlySet<string>;
  readonly constants: Readonly<Record<string, string>>;
  readonly where: ImportMapping['where'];
  readonly missing: ImportMapping['missing'];
  /** Measures that no column of the list fills by itself, such as one that counts. */
  readonly otherMeasures: ImportMapping['measures'];
  /** Names of measures, where they are not those of their columns. */
  readonly names: Readonly<Record<string, string>>;
}

/** Begins with what the server remembers or guesses. */
export function draftOf(header: readonly string[], { kind, mapping }: Pick<SuggestedMapping, 'kind' | 'mapping'>): ListDraft {
  const fields: Record<string, string> = Object.fromEntries(header.map((column) => [column, NO_FIELD]));
  const names: Record<string, string> = {};
  for (const [name, column] of Object.entries(mapping?.fields ?? {})) if (fields[column] === NO_FIELD) fields[column] = name;
  const otherMeasures: ImportMapping['measures'] = [];
  for (const measure of mapping?.measures ?? []) {
    if (fields[measure.column] !== NO_FIELD) otherMeasures.push(measure);
    else {
      fields[measure.column] = `measure:${measure.unit}`;
      names[measure.column] = measure.name;
    }
  }
  return {
    kind, fields, names, otherMeasures, untouched: new Set(header.filter((column) => fields[column] !== NO_FIELD)),
    constants: mapping?.constants ?? {}, where: mapping?.where ?? [], missing: mapping?.missing ?? (kind === 'accounts' ? 'keep' : 'reject'),
  };
}

/** Gives a column a field; a field that only one column can fill leaves the column that had it. */
export function withField(draft: ListDraft, column: string, field: string): ListDraft {
  const fields = { ...draft.fields };
  if (field !== NO_FIELD && !/^measure:\w+$/.test(field)) for (const other of Object.keys(fields)) if (fields[other] === field) fields[other] = NO_FIELD;
  fields[column] = field;
  return { ...draft, fields, untouched: new Set([...draft.untouched].filter((other) => other !== column && fields[other] !== NO_FIELD)) };
}

/** Sets what holds where no column says otherwise; an empty text takes it away. */
export function withConstant(draft: ListDraft, field: string, value: string): ListDraft {
  const { [field]: _, ...others } = draft.constants;
  return { ...draft, constants: value.trim() === '' ? others : { ...others, [field]: value } };
}

/** The field that a draft lacks before it is a mapping; null when it has all that must be there. */
export function lacking(draft: ListDraft, fields: SuggestedMapping['fields']): string | null {
  const has = (name: string): boolean => Object.values(draft.fields).includes(name) || draft.constants[name] !== undefined;
  const missing = fields.find(({ name, required }) => required && !has(name));
  if (missing) return missing.name;
  if (has('lng') !== has('lat')) return has('lng') ? 'lat' : 'lng';
  return null;
}

/** The mapping of a draft; one that lacks a field is refused by the server. */
export function mappingOf(draft: ListDraft): ImportMapping {
  const fields: Record<string, string> = {};
  const measures = [...draft.otherMeasures];
  for (const [column, field] of Object.entries(draft.fields)) {
    const [, unit, name] = MEASURE.exec(field) ?? [];
    if (unit !== undefined) measures.push({ name: name ?? draft.names[column] ?? column.slice(0, 60), column, unit: unit as (typeof MEASURE_UNITS)[number] });
    else if (field !== NO_FIELD) fields[field] = column;
  }
  const columnFills = (name: string): boolean => fields[name] !== undefined;
  return {
    fields, measures: measures.slice(0, 8), where: draft.where.filter(({ column }) => column !== ''), missing: draft.missing,
    constants: Object.fromEntries(Object.entries(draft.constants).filter(([name, value]) => value.trim() !== '' && !columnFills(name))),
  };
}

/** Columns that nothing is read from, in the order of the file. */
export function ignoredColumns(draft: ListDraft): string[] {
  return Object.keys(draft.fields).filter((column) => draft.fields[column] === NO_FIELD);
}

/**
 * What a list most likely holds: what one of its layout held before, else the kind that most of its columns fit.
 * Accounts win a tie, being the kind that comes most often.
 */
export function likelyKind(suggestions: readonly SuggestedMapping[]): RecordKind {
  const known = suggestions.find(({ from }) => from === 'layout');
  if (known) return known.kind;
  const fitting = suggestions.filter(({ mapping }) => mapping !== null);
  const area = fitting.find(({ kind }) => kind === 'areas');
  if (area) return area.kind;
  // A field that must be there says more than one that may.
  const weight = ({ mapping, kind, fields }: SuggestedMapping): number =>
    Object.keys(mapping!.fields).length + 0.5 * fields.filter(({ name, required }) => required && mapping!.fields[name] !== undefined).length + (kind === 'accounts' ? mapping!.measures.length : 0);
  return fitting.toSorted((a, b) => weight(b) - weight(a))[0]?.kind ?? 'accounts';
}
