import { basename, dirname, resolve } from 'node:path';
import { isBroken, validate, withBound } from '@hexalign/engine';
import { InputError } from '../datasets/inputError.ts';
import { clashText } from '../solving/clashText.ts';
import { demandedProblem } from '../solving/planDemands.ts';
import { plainIds } from '../units/nameTerritories.ts';
import { withTowns } from '../units/nearTown.ts';
import { Interrupts } from './interrupts.ts';
import { designOptions } from './options.ts';
import { PLAN_FILES, PlanFolder } from './planFolder.ts';
import { prepareDesign } from './prepareDesign.ts';
import { ProgressLine } from './progressLine.ts';
import { runBound } from './runBound.ts';
import { runSolve } from './runSolve.ts';
import { sheetOf } from './sheetOf.ts';
import { limitsText, summaryJson, summaryText } from './summary.ts';
import { writePlan } from './writePlan.ts';

/**
 * `hexalign design`: an accounts file (or a graph) in, a folder with a plan out.
 *
 * @returns exit code: 0 within tolerance, 2 the best plan found is outside it
 * @throws InputError when the input is unusable; nothing is written then
 */
export async function design(args: readonly string[]): Promise<number> {
  const options = designOptions(args);
  const out = resolve(options.out);
  if (options.accounts !== null && dirname(resolve(options.accounts)) === out && (PLAN_FILES as readonly string[]).includes(basename(options.accounts))) {
    throw new InputError({ code: 'out.input', where: `--out ${options.out}`, expected: 'a folder that does not hold the input', found: `${options.accounts}, which the plan would overwrite`, repair: 'Choose another name.' });
  }
  const line = new ProgressLine();
  const folder = await PlanFolder.prepare(options.out);
  const interrupts = new Interrupts(
    () => {
      line.clear();
      process.stderr.write('Stopping with the best plan so far; Ctrl-C again gives up.\n');
    },
    () => {
      line.clear();
      process.stderr.write('Given up; nothing was written.\n');
      void folder.drop().finally(() => process.exit(130));
    },
  );
  try {
    const prepared = await prepareDesign(options, line);
    line.clear();
    for (const note of [...prepared.notes, ...limitsText(prepared, options.tolerance)]) process.stderr.write(`${note}\n`);
    const names = prepared.demands.ids ?? plainIds(prepared.k);
    const problem = demandedProblem({ ...prepared.demands, graph: prepared.graph, measures: prepared.measures, ids: names, tolerance: options.tolerance });
    const broken = validate(problem, { names }).filter(isBroken);
    if (broken.length > 0) throw new InputError({ code: broken[0].code, where: 'the demand', expected: 'one that some plan could meet', found: broken[0].message.replace(/\.$/, ''), repair: 'Change the number of territories or the input.' }, broken.slice(1, 20).map(({ message }) => message));

    const clash = clashText(problem, names);
    for (const sentence of withTowns(clash, prepared.graph)) process.stderr.write(`${sentence}\n`);
    process.stderr.write(`Dividing ${prepared.graph.ids.length} units into ${prepared.k} territories.\n`);
    const tied = prepared.demands.ties.length === 0 ? problem : { ...problem, constraints: [...problem.constraints, ...prepared.demands.ties] };
    const solved = await runSolve(tied, { preset: options.preset, seed: options.seed, timeLimit: options.timeLimit }, line, interrupts);
    line.show({ phase: 'judging' });
    const judged = sheetOf(prepared, options, problem, solved.solution.slots, solved.stopped);
    const { bound, boundCpuSeconds } = await runBound(problem, judged.slots, line, interrupts);
    const ids = judged.territories.map(({ id }) => id);
    const plan = { ...judged, clash: clash.length === 0 || ids.join() === names.join() ? clash : clashText(problem, ids), certificate: withBound(judged.certificate, bound) };
    line.show({ phase: 'writing' });
    const files = await writePlan(folder, plan, prepared.problems, options.keepColumns ? options.accounts : null);
    line.clear();
    if (options.json) process.stdout.write(`${JSON.stringify(summaryJson(plan, prepared, { ...solved, boundCpuSeconds }, options.out, files))}\n`);
    else process.stdout.write(summaryText(plan, solved, options.out));
    return plan.certificate.feasible ? 0 : 2;
  } catch (error) {
    line.clear();
    await folder.drop();
    throw error;
  } finally {
    interrupts.release();
  }
}
