import { parseArgs } from 'node:util';
import { differenceText } from './differenceText.ts';
import { planContent } from './planContent.ts';
import { planDifference } from './planDifference.ts';
import { withPlanFolder } from './planPath.ts';
import { wrongOption as wrong } from './wrongOption.ts';

/** They are the same, or they differ; what cannot be read ends with 1, like everywhere. */
const [SAME, DIFFERENT] = [0, 2];

/**
 * `hexalign diff`: what changes from one plan to another, each a folder or an archive.
 *
 * @returns exit code: 0 the same, 2 different
 * @throws InputError when one cannot be read
 */
export async function diffPlans(args: readonly string[]): Promise<number> {
  const { values, positionals } = parsed(args);
  if (positionals.length !== 2) throw wrong('the command line', 'two plans', positionals.join(', ') || 'none', 'Say hexalign diff BEFORE AFTER [--json | --markdown].');
  if (values.json && values.markdown) throw wrong('the command line', 'one of --json and --markdown', 'both', 'Decide.');
  const [before, after] = [await withPlanFolder(positionals[0], planContent), await withPlanFolder(positionals[1], planContent)];
  const difference = planDifference(before, after);
  process.stdout.write(values.json ? `${JSON.stringify(difference)}\n` : differenceText(difference, values.markdown === true));
  return difference.same ? SAME : DIFFERENT;
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: { json: { type: 'boolean' }, markdown: { type: 'boolean' } }, allowPositionals: true });
  } catch (error) {
    throw wrong('the command line', 'options as hexalign help lists them', (error as Error).message.split(/[.\n] ?/)[0], 'See hexalign help.');
  }
}
