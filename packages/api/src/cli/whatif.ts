import { assignmentHash, drain, ENGINE_VERSION, inertiaBound, type Problem } from '@hexalign/engine';
import type { PlanSheet } from '../exports/planSheet.ts';
import { InputError } from '../datasets/inputError.ts';
import { AppError } from '../http/appError.ts';
import { withTowns } from '../units/nearTown.ts';
import { answerWhatIf, type WhatIfAnswer } from '../whatif/answer.ts';
import { assumedMeasures } from '../whatif/assumed.ts';
import { playbookSteps } from '../whatif/playbookSteps.ts';
import { askedText } from '../whatif/sentences.ts';
import { unitWalk } from './checkAccounts.ts';
import { effectsOf, effectsText } from './effects.ts';
import { Findings } from './findings.ts';
import { judgedSheet } from './judgedSheet.ts';
import { openPlan, type OpenPlan } from './openPlan.ts';
import type { PlanDocument } from './planDocument.ts';
import { PlanFolder } from './planFolder.ts';
import { readSegments } from './readSegments.ts';
import { territoriesAfter } from './territoriesAfter.ts';
import { whatIfOptions, type WhatIfOptions } from './whatIfOptions.ts';
import { writePlan } from './writePlan.ts';
import { wrongOption as wrong } from './wrongOption.ts';

/**
 * `hexalign whatif`: a plan folder and what happens in, the plan that comes of it and a table of its effects out.
 *
 * @returns exit code: 0 within tolerance, 2 a territory stays outside its band
 * @throws InputError when the plan or the question is unusable; nothing is written then
 */
export async function whatif(args: readonly string[]): Promise<number> {
  const asked = whatIfOptions(args);
  const open = await openPlan(asked.dir);
  const ids = open.plan.territories.map(({ id }) => id);
  const options = asked.read((id, option) => {
    const slot = ids.indexOf(id.trim());
    if (slot < 0) throw wrong(option, `a territory of the plan: ${ids.slice(0, 6).join(', ')}${ids.length > 6 ? ' ...' : ''}`, `"${id}"`, 'Name one of them.');
    return slot;
  });
  const folder = await PlanFolder.prepare(options.out);
  try {
    const { answer, sentences } = await answered(open, options);
    const sheet = sheetAfter(open, options, answer);
    await writePlan(folder, sheet, open.problems, null);
    const effects = effectsOf(open, sheet, answer, sentences);
    process.stdout.write(options.json ? `${JSON.stringify({ ...effects, out: options.out })}\n` : effectsText(effects, options.out));
    return sheet.certificate.feasible ? 0 : 2;
  } catch (error) {
    await folder.drop();
    // Rooms refuse in the words of the API; here it is an option that cannot be used.
    if (error instanceof AppError) throw wrong('the question', error.facts.expected ?? 'one that can be asked of this plan', error.facts.found ?? error.facts.detail ?? error.code, error.facts.repair ?? 'See hexalign help, What if.');
    throw error;
  }
}

async function answered(open: OpenPlan, { playbooks, tolerance, budget, segments }: WhatIfOptions): Promise<{ answer: WhatIfAnswer; sentences: string[] }> {
  const { plan, graph, units, accounts, measures } = open;
  const { slots } = units;
  const accountsOf = new Float64Array(slots.length);
  for (const unit of accounts?.unitOf ?? []) accountsOf[unit]++;
  const place = new Map(graph.ids.map((id, u) => [id, u]));
  const walk = plan.reading ? unitWalk(graph.ids, plan.resolution?.[1] ?? 0) : null;
  const doc = { territories: plan.territories.map(({ id, name }) => ({ id, name, colour: null, person: null, parent: null, level: 0 })), locks: new Set(plan.territories.flatMap(({ id }, slot) => (plan.locks.includes(id) ? [slot] : []))) };
  const packed = { unit: accounts?.unitOf ?? new Uint32Array(0), lngLat: accounts?.lngLat ?? new Float64Array(0), values: accounts?.values ?? measures.map(() => new Float64Array(0)) };
  const assumption = await assumedMeasures(playbooks, { measures: open.problem.measures, accounts: packed, lngLat: graph.lngLat, slots, segmentsOf: () => segmentsOf(accounts?.ids ?? [], segments) });
  const question = playbookSteps(playbooks, { doc, live: [...plan.territories.keys()], slots, graph, accountsOf, unitAt: (lng, lat) => (walk === null ? nearest(graph.lngLat, lng, lat) : (place.get(walk(lng, lat) ?? '') ?? -1)), ownedBy: new Map() });
  const bound = budget === null ? null : budgetOf(open, budget, accountsOf);
  const problem: Problem = {
    ...open.problem,
    ...(assumption === null ? {} : { measures: assumption.measures }),
    ...(bound === null ? {} : { baseline: slots, constraints: [...open.problem.constraints.filter(({ type }) => type !== 'budget'), bound] }),
    ...(tolerance === null ? {} : { goals: open.problem.goals.map((goal) => ({ ...goal, tolerance })) }),
  };
  const answer = drain(answerWhatIf(problem, slots, question));
  if ('fault' in answer) throw wrong('the question', 'one that can be asked of this plan', withTowns([named(answer.fault.message, plan.territories)], graph)[0].replace(/\.$/, ''), 'See hexalign help, What if.');
  return { answer, sentences: askedText(playbooks, { doc, ownedBy: new Map(), nameOf: (person) => person }) };
}

/** Segments of each account, as the table has them. */
async function segmentsOf(ids: readonly string[], path: string | null): Promise<readonly (readonly string[])[]> {
  if (path === null) return [];
  const known = await readSegments(path);
  return ids.map((id) => known.get(id) ?? []);
}

/** A sentence of the engine, which knows territories by number. */
function named(message: string, territories: readonly { readonly id: string }[]): string {
  return message.replace(/\b[Tt]erritory (\d+)\b/g, (plain, slot: string) => territories[Number(slot)]?.id ?? plain);
}

function budgetOf({ measures, units: { slots } }: OpenPlan, { what, share }: NonNullable<WhatIfOptions['budget']>, accountsOf: Float64Array): Problem['constraints'][number] {
  const measure = measures.find(({ key }) => key === what);
  if (measure === undefined && what !== 'accounts' && what !== 'units') throw wrong('--budget', `accounts, units or one of ${measures.map(({ key }) => key).join(', ')}`, `"${what}"`, 'Name one of them.');
  const amounts = measure?.values ?? (what === 'accounts' ? accountsOf : new Float64Array(slots.length).fill(1));
  const max = share * amounts.reduce((sum, amount) => sum + amount, 0);
  return { type: 'budget', measure: measure?.key ?? null, max, ...(measure === undefined ? { counts: { name: what, amounts, already: 0 } } : {}) };
}

function nearest(lngLat: Float64Array, lng: number, lat: number): number {
  let [best, least] = [-1, Infinity];
  for (let u = 0; u < lngLat.length / 2; u++) {
    const away = (lngLat[2 * u] - lng) ** 2 + (lngLat[2 * u + 1] - lat) ** 2;
    if (away < least) [best, least] = [u, away];
  }
  return best;
}

/** The new plan with everything its files say, judged by its own measures. */
function sheetAfter(open: OpenPlan, { tolerance: asked, playbooks }: WhatIfOptions, answer: WhatIfAnswer): PlanSheet {
  const { plan, graph, units, accounts } = open;
  const after = territoriesAfter(open, answer, playbooks);
  const { tolerances, ...demands } = after.demands;
  const next: PlanDocument = {
    ...plan, ...after, engineVersion: ENGINE_VERSION, stopped: null, tolerance: asked ?? plan.tolerance,
    // A tolerance of all measures takes the place of those of single ones.
    demands: { ...demands, ...(asked === null && tolerances !== undefined ? { tolerances } : {}) },
    assignmentHash: assignmentHash(graph.fingerprint, answer.slots),
  };
  const findings = new Findings();
  const sheet = judgedSheet({ plan: next, graph, units: { ...units, slots: answer.slots }, accounts }, findings, (problem) => drain(inertiaBound(problem, answer.slots)));
  if (sheet === null || !findings.none) throw new InputError({ code: 'plan.unusable', where: open.plan.assignmentHash.slice(0, 8), expected: 'demands that fit the plan afterwards', found: 'some that do not', repair: 'Draw it anew with hexalign design.' }, findings.lines());
  return sheet;
}
