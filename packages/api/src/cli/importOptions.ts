import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { MeasureColumn, RowFilter } from '../../contract/datasets.ts';
import { ImportMapping, RecordKind, type StartImport } from '../../contract/imports.ts';
import { wrongOption as wrong } from './wrongOption.ts';

/** What is said about columns: a whole mapping, or what is to be different from the guess. */
export interface AskedMapping {
  readonly whole: ImportMapping | null;
  readonly fields: Readonly<Record<string, string>>;
  readonly constants: Readonly<Record<string, string>>;
  readonly measures: readonly MeasureColumn[] | null;
  readonly where: readonly RowFilter[] | null;
  readonly missing: ImportMapping['missing'] | null;
}

/** What `hexalign import` was asked for. */
export interface ImportOptions {
  readonly what:
    | { readonly kind: 'list'; readonly path: string; readonly request: Pick<StartImport, 'kind' | 'planId' | 'layer' | 'gone'>; readonly mapping: AskedMapping; readonly commit: boolean; readonly problems: string | null }
    | { readonly kind: 'commit' | 'undo'; readonly importId: string };
  /** Null: the database at hand. */
  readonly server: { readonly address: string; readonly key: string } | null;
  readonly json: boolean;
}

const USAGE = '"import KIND FILE [--commit]", "import --commit ID" or "import --undo ID"';
const one = { type: 'string' } as const;
const many = { type: 'string', multiple: true } as const;
const flag = { type: 'boolean' } as const;
const OPTIONS = { plan: one, layer: one, mapping: one, field: many, constant: many, measure: many, where: many, missing: one, gone: one, problems: one, 'dry-run': flag, commit: flag, undo: flag, json: flag, server: one, key: one } as const;

/** @throws InputError `option.invalid` */
export function importOptions(args: readonly string[], env: Readonly<Record<string, string | undefined>>): ImportOptions {
  const { values, positionals } = ((): ReturnType<typeof parse> => {
    try {
      return parse(args);
    } catch (error) {
      throw wrong('command line', 'options of this command', (error as Error).message, 'See "hexalign help".');
    }
  })();
  const address = values.server ?? env.HEXALIGN_SERVER;
  const key = values.key ?? env.HEXALIGN_API_KEY;
  if (address !== undefined && !URL.canParse(address)) throw wrong('--server', 'an address such as https://territories.example.com', address, 'Write it with https:// or http://.');
  if (address !== undefined && key === undefined) throw wrong('--key', 'an API key of the server', 'none', 'Make one on the account page, and give it as HEXALIGN_API_KEY.');
  const common = { server: address === undefined ? null : { address, key: key! }, json: values.json ?? false };
  if ([values['dry-run'], values.commit, values.undo].filter(Boolean).length > 1) throw wrong('command line', 'one of --dry-run, --commit and --undo', 'several', 'Decide.');
  const [first, path, ...more] = positionals;
  if (first === undefined || more.length > 0) throw wrong('command line', USAGE, positionals.join(' ') || 'nothing', 'See "hexalign help".');
  if (path === undefined || values.undo) {
    if (path !== undefined || (!values.commit && !values.undo)) throw wrong('command line', USAGE, positionals.join(' '), 'See "hexalign help".');
    return { ...common, what: { kind: values.undo ? 'undo' : 'commit', importId: first } };
  }
  const kind = RecordKind.safeParse(first);
  if (!kind.success) throw wrong('command line', `one of ${RecordKind.options.join(', ')}`, first, 'The kind of the list comes before its file.');
  return {
    ...common,
    what: {
      kind: 'list', path, commit: values.commit ?? false, problems: values.problems ?? null,
      request: { kind: kind.data, planId: values.plan ?? null, layer: values.layer ?? null, gone: oneOf('--gone', values.gone, ['keep', 'remove']) ?? 'keep' },
      mapping: {
        whole: values.mapping === undefined ? null : readMapping(values.mapping),
        fields: pairs('--field', values.field), constants: pairs('--constant', values.constant),
        measures: values.measure?.map(measure) ?? null, where: values.where?.map(filter) ?? null,
        missing: oneOf('--missing', values.missing, ['reject', 'zero', 'keep']),
      },
    },
  };
}

function parse(args: readonly string[]) {
  return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
}

function readMapping(path: string): ImportMapping {
  const found = ((): unknown => {
    try {
      return JSON.parse(readFileSync(path, 'utf8'));
    } catch (error) {
      throw wrong('--mapping', 'a JSON file with a mapping', (error as Error).message, 'GET /api/datasets/ID/mapping shows what one looks like.');
    }
  })();
  const mapping = ImportMapping.safeParse(found);
  if (mapping.success) return mapping.data;
  const [{ path: at, message }] = mapping.error.issues;
  throw wrong('--mapping', 'a mapping: fields, constants, measures, where, missing', `${at.join('.')}: ${message}`, 'GET /api/datasets/ID/mapping shows what one looks like.');
}

function pairs(option: string, given: readonly string[] = []): Record<string, string> {
  return Object.fromEntries(given.map((text) => {
    const at = text.indexOf('=');
    if (at < 1) throw wrong(option, 'NAME=VALUE', text, option === '--field' ? 'For example --field id="CRM ID".' : 'For example --constant country=DE.');
    return [text.slice(0, at), text.slice(at + 1)];
  }));
}

function measure(text: string): MeasureColumn {
  const parts = /^([^=]{1,60})=(.+?)(?::(currency|count|hours))?$/.exec(text);
  if (parts === null) throw wrong('--measure', 'NAME=COLUMN[:currency|count|hours]', text, 'For example --measure Revenue=Umsatz:currency.');
  return { name: parts[1], column: parts[2], unit: (parts[3] ?? 'count') as MeasureColumn['unit'] };
}

function filter(text: string): RowFilter {
  const parts = /^(.+?)(!=|=)(.*)$/.exec(text);
  if (parts === null) throw wrong('--where', 'COLUMN=VALUE or COLUMN!=VALUE', text, 'Put it in quotes.');
  return { column: parts[1], op: parts[2] as RowFilter['op'], value: parts[3] };
}

function oneOf<T extends string>(option: string, given: string | undefined, allowed: readonly T[]): T | null {
  if (given === undefined) return null;
  if (!(allowed as readonly string[]).includes(given)) throw wrong(option, `one of ${allowed.join(', ')}`, given, 'See "hexalign help".');
  return given as T;
}
