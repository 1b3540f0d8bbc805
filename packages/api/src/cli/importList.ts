import { createWriteStream, existsSync } from 'node:fs';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Import, ImportMapping } from '../../contract/imports.ts';
import { atDatabase, type ImportDesk } from './importDesk.ts';
import { importOptions, type AskedMapping, type ImportOptions } from './importOptions.ts';
import { ProgressLine } from './progressLine.ts';
import { atServer } from './remoteDesk.ts';
import { withDatabase } from './withDatabase.ts';
import { wrongOption } from './wrongOption.ts';

/**
 * `hexalign import`: judges a list and says what it would change, commits it, takes an import back; at a server with an API key, or at
 * the database of this machine.
 *
 * @returns exit code: 0 every row is in, 2 some rows cannot be used, 1 (thrown) nothing can be done
 */
export async function importList(args: readonly string[]): Promise<number> {
  const options = importOptions(args, process.env);
  if (options.what.kind === 'list' && !existsSync(options.what.path)) throw wrongOption(options.what.path, 'a file', 'no such file', 'Check the path.');
  const line = new ProgressLine();
  const work = async (desk: ImportDesk): Promise<{ told: Import; problems: string | null }> => {
    line.show({ phase: 'import' });
    return carryOut(desk, options.what);
  };
  const { told, problems } = options.server === null ? await withDatabase((database, config) => atDatabase(database, config, work)) : await work(atServer(options.server.address, options.server.key, line));
  line.clear();
  process.stdout.write(options.json ? `${JSON.stringify(told)}\n` : summary(told, problems));
  return options.what.kind !== 'undo' && told.counts.rejected > 0 ? 2 : 0;
}

async function carryOut(desk: ImportDesk, what: ImportOptions['what']): Promise<{ told: Import; problems: string | null }> {
  if (what.kind !== 'list') return { told: await (what.kind === 'undo' ? desk.undo(what.importId) : desk.commit(what.importId)), problems: null };
  const datasetId = await desk.upload(what.path);
  const mapping = await mappingFor(desk, datasetId, what.request.kind, what.mapping);
  const checked = await desk.start({ ...what.request, datasetId, mapping });
  const problems = checked.groups.length === 0 ? null : (what.problems ?? `${basename(what.path).replace(/\.[^.]*$/, '')}-problems.csv`);
  if (problems !== null) await pipeline(await desk.problems(checked.id), createWriteStream(problems));
  return { told: what.commit ? await desk.commit(checked.id) : checked, problems };
}

/** The mapping of a list: null where nothing was said, so that the server guesses or remembers. */
async function mappingFor(desk: ImportDesk, datasetId: string, kind: Import['kind'], asked: AskedMapping): Promise<ImportMapping | null> {
  const { fields, constants, measures, where, missing } = asked;
  const said = Object.keys(fields).length + Object.keys(constants).length > 0 || measures !== null || where !== null || missing !== null;
  if (!said) return asked.whole;
  const base = asked.whole ?? (await desk.suggest(datasetId, kind)).mapping ?? { fields: {}, constants: {}, measures: [], where: [], missing: 'reject' };
  return { fields: { ...base.fields, ...fields }, constants: { ...base.constants, ...constants }, measures: measures === null ? base.measures : [...measures], where: where === null ? base.where : [...where], missing: missing ?? base.missing };
}

function summary({ id, kind, filename, state, counts, changes, gone, measures, groups, notes, plan, mapping }: Import, problems: string | null): string {
  const would = state === 'checked' ? 'would change' : state === 'undone' ? 'had changed' : 'changed';
  const columns = [...Object.entries(mapping.fields).map(([name, column]) => `${name}=${column}`), ...mapping.measures.map(({ name, column, unit }) => `${name}=${column}:${unit}`)];
  return [
    `${filename} as ${kind}: ${counts.rows} rows, ${counts.accepted} accepted, ${counts.rejected} rejected, ${counts.filtered} left out by filters`,
    `columns: ${columns.join(', ')}`,
    `${would}: ${changes.new} new, ${changes.changed} changed, ${changes.gone} gone (${gone === 'keep' ? 'kept' : 'removed'}), ${changes.unchanged} as they are`,
    ...measures.map(({ name, before, after }) => `${name}: ${before} -> ${after}`),
    ...groups.map(({ column, code, count, expected, kept, examples: [example] }) => `${count} x ${column || 'row'} ${code}: expected ${expected}${example ? `; row ${example.row} has "${example.found}"` : ''}${kept ? ' (the row is in all the same)' : ''}`),
    ...(problems === null ? [] : [`every problem: ${problems}`]),
    ...(plan === null ? [] : [`the plan follows: ${plan.accounts} accounts, ${plan.newUnits} new units, ${plan.movedAccounts} accounts in another unit`]),
    ...notes,
    state === 'checked' ? `Nothing was changed. To commit it: hexalign import --commit ${id}` : state === 'committed' ? `Committed. To take it back: hexalign import --undo ${id}` : 'Taken back.',
    '',
  ].join('\n');
}
