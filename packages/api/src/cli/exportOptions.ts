import { parseArgs } from 'node:util';
import { ExportFormat, Paper, exportFormats } from '../../contract/exports.ts';
import { Day } from '../../contract/timeline.ts';
import { wrongOption as wrong } from './wrongOption.ts';

/** What `hexalign export` was asked for. */
export interface ExportOptions {
  /** Plan folder or archive; at a server the plan's id or name. */
  readonly plan: string;
  readonly formats: readonly ExportFormat[];
  readonly out: string;
  readonly paper: Paper;
  /** GeoJSON of postal areas for a folder, and the property that names them; a boundary layer of the server otherwise. */
  readonly layer: string | null;
  readonly layerId: string;
  /** Day that files speak of; at a server: what is in force on it. */
  readonly date: string | null;
  /** Positions in place of people. */
  readonly peopleBlind: boolean;
  /** Null for a folder. */
  readonly server: { readonly address: string; readonly key: string; readonly scenario: string | null; readonly revision: number | null; readonly inForce: boolean } | null;
}

const one = { type: 'string' } as const;
const OPTIONS = { format: { type: 'string', multiple: true }, out: one, paper: one, layer: one, 'layer-id': one, date: one, server: one, key: one, scenario: one, revision: one, 'in-force': { type: 'boolean' }, 'people-blind': { type: 'boolean' } } as const;

/** @throws InputError `option.invalid` */
export function exportOptions(args: readonly string[], env: Readonly<Record<string, string | undefined>>): ExportOptions {
  const { values, positionals } = parsed(args);
  if (positionals.length !== 1) throw wrong('the command line', 'one plan', positionals.join(', ') || 'none', 'Say hexalign export PLAN --format FORMAT --out PATH.');
  const asked = (values.format ?? []).flatMap((text) => text.split(',')).map((text) => text.trim()).filter((text) => text !== '');
  const all = Object.keys(exportFormats) as ExportFormat[];
  if (asked.length === 0) throw wrong('--format', `one or several of ${all.join(', ')}, or all`, 'none', 'Choose what to write.');
  const formats = asked.includes('all') ? all : asked.map((text) => of('--format', ExportFormat, text, `one of ${all.join(', ')}`));
  const address = values.server ?? (values.key === undefined && values.scenario === undefined && !values['in-force'] ? undefined : env.HEXALIGN_SERVER);
  const key = values.key ?? env.HEXALIGN_API_KEY;
  if (address !== undefined && !URL.canParse(address)) throw wrong('--server', 'an address such as https://territories.example.com', address, 'Write it with https:// or http://.');
  if (address !== undefined && key === undefined) throw wrong('--key', 'an API key of the server', 'none', 'Make one on the account page, and give it as HEXALIGN_API_KEY.');
  if (address === undefined && (values.scenario ?? values.revision ?? values['in-force']) !== undefined) throw wrong('--scenario, --revision, --in-force', 'with --server', 'without', 'A plan folder is one state of a plan.');
  const date = values.date === undefined ? null : of('--date', Day, values.date, 'a day such as 2026-12-01');
  const inForce = values['in-force'] === true || (address !== undefined && date !== null);
  if (inForce && (values.scenario ?? values.revision) !== undefined) throw wrong('--in-force, --date', 'without --scenario and --revision', 'with', 'What is in force is found by the day alone.');
  const revision = values.revision === undefined ? null : Number(values.revision);
  if (revision !== null && !(Number.isInteger(revision) && revision > 0)) throw wrong('--revision', 'the number of a revision', values.revision!, 'See the versions of the scenario.');
  return {
    plan: positionals[0], formats, out: values.out ?? '.', paper: values.paper === undefined ? 'a4' : of('--paper', Paper, values.paper, `one of ${Paper.options.join(', ')}`),
    layer: values.layer ?? null, layerId: values['layer-id'] ?? 'id', date, peopleBlind: values['people-blind'] === true,
    server: address === undefined ? null : { address, key: key!, scenario: values.scenario ?? null, revision, inForce },
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw wrong('the command line', 'options as hexalign help lists them', (error as Error).message.split(/[.\n] ?/)[0], 'See hexalign help.');
  }
}

function of<T>(where: string, schema: { safeParse(value: unknown): { success: true; data: T } | { success: false } }, text: string, expected: string): T {
  const result = schema.safeParse(text);
  if (!result.success) throw wrong(where, expected, text, 'See hexalign help.');
  return result.data;
}
