import type { UnitGraph } from '../graph/unitGraph.ts';
import { brokenDemands } from './brokenDemands.ts';
import { brokenGraph } from './brokenGraph.ts';
import type { NameOf } from './naming.ts';
import { MOST_MEASURES, UNASSIGNED, type Problem, type Violation } from './problem.ts';

/** Faults named at most; the rest are of the same kind. */
const NAMED = 50;

/** Sums beyond these cannot be scaled to whole numbers, or overflow when squared. */
const LEAST_TOTAL = 1e-150;
const MOST_TOTAL = 1e150;

type Say = (code: string, message: string, more?: Partial<Violation>) => void;

/** Input that no plan can be made of: numbers that are none, lengths that do not fit, names of nothing. O(n q + m). */
export function brokenInput(problem: Problem, nameOf: NameOf): Violation[] {
  const found: Violation[] = [];
  const say: Say = (code, message, more = {}) => {
    if (found.length < NAMED) found.push({ code, message, ...more });
  };
  const missing = missingPart(problem);
  if (missing !== null) {
    say('problem.missing', `A problem needs a graph, and lists of measures, goals and constraints, and weights; ${missing} is missing.`);
    return found;
  }
  const { graph, k } = problem;
  const n = graph.ids.length;
  if (n === 0) say('graph.empty', 'There are no units to divide.');
  if (!Number.isInteger(k) || k < 1 || k > 65534) {
    say('territories.number', `The number of territories must be a whole number from 1 to 65,534, not ${k}.`, { value: k });
    return found;
  }
  if (n > 0 && k > n) say('territories.too_many', `${k} territories cannot be made of ${n} ${n === 1 ? 'unit' : 'units'}: every territory needs at least one.`, { value: k, limit: n });
  brokenGraph(graph, say);
  brokenMeasures(problem, say, nameOf);
  brokenGoals(problem, say);
  brokenBaseline(problem, say);
  const room = NAMED - found.length;
  if (room > 0) found.push(...brokenDemands(problem, nameOf, found.length === 0).slice(0, room));
  return found;
}

/** Callers without types leave things out. */
function missingPart(problem: Problem): string | null {
  const given = (problem ?? {}) as Partial<Record<keyof Problem, unknown>>;
  for (const key of ['measures', 'goals', 'constraints'] as const) if (!Array.isArray(given[key])) return `the list of ${key}`;
  for (const key of ['graph', 'weights'] as const) if (typeof given[key] !== 'object' || given[key] === null) return `"${key}"`;
  if (!Array.isArray((given.graph as Partial<UnitGraph>).ids)) return 'the list of ids of the graph';
  for (const key of ['measures', 'goals', 'constraints'] as const) if ((given[key] as unknown[]).some((one) => typeof one !== 'object' || one === null)) return `something in the list of ${key}`;
  return null;
}

function brokenMeasures({ graph, measures, load, k }: Problem, say: Say, nameOf: NameOf): void {
  const n = graph.ids.length;
  const q = measures.length;
  if (q > MOST_MEASURES) say('measures.too_many', `There are ${q} measures; at most ${MOST_MEASURES} can be balanced at once. Leave some out, or add them up with weights.`, { value: q, limit: MOST_MEASURES });
  const keys = new Set<string>();
  measures.forEach(({ key, values }, m) => {
    if (keys.has(key)) say('measure.repeated', `There are two measures called ${key}; give each a name of its own.`, { measure: key });
    keys.add(key);
    if (values?.length !== n) {
      say('measure.length', `Measure ${key} has ${values?.length ?? 'no'} values for ${n} units.`, { measure: key, value: values?.length, limit: n });
      return;
    }
    let total = 0;
    let sound = true;
    for (let u = 0; u < n; u++) {
      total += values[u];
      if (values[u] >= 0 && values[u] < Infinity) continue;
      sound = false;
      say('measure.value', `Measure ${key} of unit ${graph.ids[u]} is ${values[u]}; it must be a number of at least 0.`, { measure: key, unit: u, value: values[u] });
    }
    for (let t = 0; t < k && load?.length === k * q; t++) if (load[t * q + m] > 0) total += load[t * q + m];
    if (sound && total !== 0 && !(total >= LEAST_TOTAL && total <= MOST_TOTAL)) say('measure.total', `Measure ${key} sums to ${total}; give it in another unit, so that the sum lies between ${LEAST_TOTAL} and ${MOST_TOTAL}.`, { measure: key, value: total });
  });
  if (load === undefined) return;
  if (load.length !== k * q) say('load.length', `There are ${load.length} loads for ${k} territories and ${q} measures.`, { value: load.length, limit: k * q });
  else for (let j = 0; j < load.length; j++) if (!(load[j] >= 0 && load[j] < Infinity)) say('load.value', `${nameOf(Math.floor(j / q))} carries ${load[j]} of ${measures[j % q].key} from named accounts; it must be a number of at least 0.`, { slot: Math.floor(j / q), measure: measures[j % q].key, value: load[j] });
}

function brokenGoals({ measures, goals, weights, priced, k }: Problem, say: Say): void {
  const seen = new Set<string>();
  for (const { measure, share, tolerance, weight } of goals) {
    if (!measures.some(({ key }) => key === measure)) say('goal.measure', `There is a goal for ${measure}, but no such measure.`, { measure });
    if (seen.has(measure)) say('goal.repeated', `There are two goals for ${measure}; keep one of them.`, { measure });
    seen.add(measure);
    let sum = 0;
    for (const s of share ?? []) sum += s > 0 ? s : NaN;
    if (share?.length !== k || !(Math.abs(sum - 1) < 1e-6)) say('goal.share', `The shares of ${measure} must be ${k} ${k === 1 ? 'number' : 'numbers'} above 0 that sum to 1${sum > 0 && share.length === k ? `, not ${sum}` : ''}.`, { measure, value: sum, limit: 1 });
    if (!(tolerance >= 0 && tolerance <= 1)) say('goal.tolerance', `The tolerance of ${measure} must lie between 0 and 1, not at ${tolerance}.`, { measure, value: tolerance });
    if (!(weight > 0 && weight < Infinity)) say('goal.weight', `The weight of ${measure} must be above 0, not ${weight}.`, { measure, value: weight });
  }
  if (priced !== undefined && !measures.some(({ key }) => key === priced)) say('budget.measure', `Moving is priced by ${priced}, but there is no such measure.`, { measure: priced });
  for (const name of ['balance', 'compactness', 'disruption', 'travel'] as const) {
    const weight = weights[name];
    if (!(weight >= 0 && weight < Infinity)) say('weight.value', `The weight of ${name} is ${weight}; it must be a number of at least 0.`, { value: weight });
  }
}

function brokenBaseline({ graph, baseline, k }: Problem, say: Say): void {
  if (baseline === undefined) return;
  const n = graph.ids.length;
  if (baseline.length !== n) {
    say('baseline.length', `The plan in force has ${baseline.length} entries for ${n} units.`, { value: baseline.length, limit: n });
    return;
  }
  for (let u = 0; u < n; u++) if (!(baseline[u] < k || baseline[u] === UNASSIGNED)) say('baseline.slot', `Unit ${graph.ids[u]} lies in territory ${baseline[u]} of ${k} today; count territories from 0, ${UNASSIGNED} for none.`, { unit: u, value: baseline[u], limit: k - 1 });
}
