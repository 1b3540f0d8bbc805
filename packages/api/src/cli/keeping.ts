import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { backUp, restore } from '../backup/backup.ts';
import { exportPlan, importPlan } from '../backup/planFile.ts';
import { readConfig } from '../config.ts';
import { joinEmbedded } from '../db/joinEmbedded.ts';
import { migrate } from '../db/migrate.ts';
import { InputError } from '../datasets/inputError.ts';
import { onlyWorkspace } from '../workspace/store.ts';
import { withDatabase } from './withDatabase.ts';
import { wrongOption } from './wrongOption.ts';

/** `hexalign backup FILE`: everything, while the server runs or not. */
export async function backup(args: readonly string[]): Promise<number> {
  const [path] = operands(args, 1, 'hexalign backup FILE');
  mustBeFree(path);
  const { tables, bytes } = await withDatabase((database) => backUp(database, path));
  return say(`${path}: ${tables} tables, ${bytes} bytes\n`);
}

/** `hexalign restore FILE`: into an empty data folder or database, with no server running over it. */
export async function restoreFrom(args: readonly string[]): Promise<number> {
  const [path] = operands(args, 1, 'hexalign restore FILE');
  mustBeThere(path);
  const config = readConfig(process.env, 2);
  if (config.databaseUrl === null && (await joinEmbedded(config.dataDir, 0).then(() => true, () => false))) {
    throw new InputError({ code: 'restore.running', where: config.dataDir, expected: 'no server over this data folder', found: 'one that runs', repair: 'Stop it, or give an empty DATA_DIR.' });
  }
  const { tables } = await withDatabase((database) => restore(database, path));
  return say(`${tables} tables restored. Start the server; it brings them to its version.\n`);
}

/** `hexalign export-plan PLAN FILE`: a plan with all that belongs to it, as one file. */
export async function exportPlanFile(args: readonly string[]): Promise<number> {
  const [plan, path] = operands(args, 2, 'hexalign export-plan PLAN FILE');
  mustBeFree(path);
  return tell(await withDatabase((database) => exportPlan(database, plan, path)));
}

/** `hexalign import-plan FILE`: adds the plan of a file. */
export async function importPlanFile(args: readonly string[]): Promise<number> {
  const { values, positionals } = parsed(args);
  const [path] = operands(positionals, 1, 'hexalign import-plan FILE [--workspace ID]');
  mustBeThere(path);
  return tell(await withDatabase(async (database) => {
    await migrate(database.db);
    return importPlan(database, values.workspace ?? (await onlyWorkspace(database.db)), path);
  }));
}

function tell({ planId, name, scenarios, leftBehind }: Awaited<ReturnType<typeof exportPlan>>): number {
  for (const { scenario, seq, hash } of scenarios) say(`scenario ${scenario} at ${seq}: ${hash}\n`);
  if (leftBehind.length > 0) say(`left behind, since it belongs to others too: ${leftBehind.join(', ')}\n`);
  return say(`plan ${planId} "${name}"\n`);
}

function parsed(args: readonly string[]): { values: { workspace?: string }; positionals: string[] } {
  try {
    return parseArgs({ args: [...args], options: { workspace: { type: 'string' } }, allowPositionals: true });
  } catch (error) {
    throw wrongOption('command line', 'options of this command', (error as Error).message, 'See "hexalign help".');
  }
}

function operands(args: readonly string[], count: number, usage: string): string[] {
  if (args.length !== count || args.some((arg) => arg.startsWith('--'))) throw wrongOption('command line', usage, args.join(' ') || 'nothing', 'See "hexalign help".');
  return [...args];
}

function mustBeFree(path: string): void {
  if (existsSync(path)) throw wrongOption(path, 'a file that is not there yet', 'one that is', 'Choose another name.');
}

function mustBeThere(path: string): void {
  if (!existsSync(path)) throw wrongOption(path, 'a file that Hexalign wrote', 'no such file', 'Check the path.');
}

function say(text: string): number {
  process.stdout.write(text);
  return 0;
}
