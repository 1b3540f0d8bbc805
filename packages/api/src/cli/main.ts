import { ENGINE_VERSION, EngineError } from '@hexalign/engine';
import { InputError } from '../datasets/inputError.ts';
import { HELP } from './help.ts';

/** Each command is loaded when it is asked for, so that `help` starts at once. */
const COMMANDS: Record<string, (args: readonly string[]) => Promise<number>> = {
  design: async (args) => (await import('./design.ts')).design(args),
  verify: async (args) => (await import('./verify.ts')).verify(args),
  whatif: async (args) => (await import('./whatif.ts')).whatif(args),
  serve: async () => (await import('../main.ts')).serve(),
  worker: async () => (await import('../worker.ts')).work(),
  backup: async (args) => (await import('./keeping.ts')).backup(args),
  restore: async (args) => (await import('./keeping.ts')).restoreFrom(args),
  import: async (args) => (await import('./importList.ts')).importList(args),
  export: async (args) => (await import('./exportPlan.ts')).exportPlan(args),
  diff: async (args) => (await import('./diffPlans.ts')).diffPlans(args),
  'export-plan': async (args) => (await import('./keeping.ts')).exportPlanFile(args),
  'import-plan': async (args) => (await import('./keeping.ts')).importPlanFile(args),
  user: async (args) => (await import('./user.ts')).user(args),
  help: async () => say(HELP),
  version: async () => say(`hexalign ${ENGINE_VERSION}\n`),
};

async function main(argv: readonly string[]): Promise<number> {
  const [name = 'help', ...args] = argv;
  const alias = name === '--help' || name === '-h' ? 'help' : name === '--version' || name === '-v' ? 'version' : name;
  const command = Object.hasOwn(COMMANDS, alias) ? COMMANDS[alias] : undefined;
  if (!command) {
    process.stderr.write(`hexalign: there is no command "${name}"; there are ${Object.keys(COMMANDS).join(', ')}.\n`);
    return 1;
  }
  if (args.includes('--help') || args.includes('-h')) return say(HELP);
  try {
    return await command(args);
  } catch (error) {
    return explain(error, args.includes('--json'));
  }
}

function say(text: string): number {
  process.stdout.write(text);
  return 0;
}

/** Bad input gets a paragraph; a fault of our own its trace. */
function explain(error: unknown, json: boolean): number {
  const fault = error instanceof InputError ? error.fault : error instanceof EngineError ? { code: error.code } : { code: 'internal' };
  const message = error instanceof Error ? error.message : String(error);
  if (json) process.stdout.write(`${JSON.stringify({ error: { ...fault, message, details: error instanceof InputError ? error.details : [] } })}\n`);
  process.stderr.write(`hexalign: ${message}\n`);
  if (error instanceof InputError) for (const line of error.details) process.stderr.write(`  ${line}\n`);
  else process.stderr.write(`This is a fault of Hexalign itself; please report it with the lines below.\n${error instanceof Error ? error.stack : ''}\n`);
  return 1;
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exitCode ??= 0;
});

process.exitCode = await main(process.argv.slice(2));
