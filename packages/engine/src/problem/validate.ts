import { components } from '../graph/components.ts';
import { clashes } from './clashes.ts';
import { limits } from './limits.ts';
import type { Constraint } from './constraint.ts';
import { UNASSIGNED, type Problem, type Violation } from './problem.ts';

/**
 * Reasons why a problem cannot be solved as asked; empty when there is none. Never throws, whatever the numbers.
 * Broken input (`isBroken`) comes alone, because nothing else can be judged before it is repaired; then demands that
 * clash, then what limits the balance.
 */
export function validate(problem: Problem): Violation[] {
  const broken = brokenInput(problem);
  if (broken.length > 0) return broken;
  return [...clashes(problem), ...tooManyParts(problem), ...limits(problem)];
}

/** Codes of input that no plan can be made of. */
const BROKEN = new Set([
  'territories.number', 'graph.empty', 'territories.too_many', 'measure.length', 'measure.value', 'goal.measure', 'goal.share', 'goal.tolerance',
  'goal.weight', 'baseline.length', 'baseline.slot', 'load.length', 'load.value', 'constraint.slot', 'constraint.unit', 'constraint.length',
  'budget.baseline', 'budget.measure', 'budget.value', 'home.value', 'weight.value',
  'graph.place', 'graph.area', 'territories.locked',
]);

export function isBroken(violation: Violation): boolean {
  return BROKEN.has(violation.code);
}

function brokenInput(problem: Problem): Violation[] {
  const { graph, measures, goals, constraints, baseline, load, k } = problem;
  const n = graph.ids.length;
  const found: Violation[] = [];
  const say = (code: string, message: string, more: Partial<Violation> = {}): void => {
    if (found.length < 50) found.push({ code, message, ...more });
  };
  if (n === 0) say('graph.empty', 'There are no units to divide.');
  if (!Number.isInteger(k) || k < 1 || k > 65534) {
    say('territories.number', `The number of territories must be a whole number from 1 to 65,534, not ${k}.`, { value: k });
    return found;
  }
  if (n > 0 && k > n) say('territories.too_many', `${k} territories cannot be made of ${n} units: every territory needs at least one.`, { value: k, limit: n });
  for (let u = 0; u < n; u++) {
    if (!Number.isFinite(graph.lngLat[2 * u]) || !Number.isFinite(graph.lngLat[2 * u + 1])) say('graph.place', `Unit ${graph.ids[u]} has no place.`, { unit: u });
    if (!(graph.areaKm2[u] > 0 && graph.areaKm2[u] < Infinity)) say('graph.area', `Unit ${graph.ids[u]} must have an area above 0.`, { unit: u, value: graph.areaKm2[u] });
  }
  for (const { key, values } of measures) {
    if (values.length !== n) {
      say('measure.length', `Measure ${key} has ${values.length} values for ${n} units.`, { measure: key, value: values.length, limit: n });
      continue;
    }
    for (let u = 0; u < n; u++) {
      if (values[u] >= 0 && values[u] < Infinity) continue;
      say('measure.value', `Measure ${key} of unit ${graph.ids[u]} is ${values[u]}; it must be a number of at least 0.`, { measure: key, unit: u, value: values[u] });
    }
  }
  for (const goal of goals) {
    const measure = goal.measure;
    if (!measures.some((m) => m.key === measure)) say('goal.measure', `There is a goal for ${measure}, but no such measure.`, { measure });
    let sum = 0;
    for (const s of goal.share) sum += s > 0 ? s : NaN;
    if (goal.share.length !== k || !(Math.abs(sum - 1) < 1e-6)) say('goal.share', `The shares of ${measure} must be ${k} numbers above 0 that sum to 1.`, { measure, value: sum, limit: 1 });
    if (!(goal.tolerance >= 0 && goal.tolerance <= 1)) say('goal.tolerance', `The tolerance of ${measure} must lie between 0 and 1.`, { measure, value: goal.tolerance });
    if (!(goal.weight > 0 && goal.weight < Infinity)) say('goal.weight', `The weight of ${measure} must be above 0.`, { measure, value: goal.weight });
  }
  const { priced, weights } = problem;
  if (priced !== undefined && !measures.some(({ key }) => key === priced)) say('budget.measure', `Moving is priced by ${priced}, but there is no such measure.`, { measure: priced });
  for (const [name, weight] of Object.entries(weights)) if (!(weight >= 0 && weight < Infinity)) say('weight.value', `The weight of ${name} is ${weight}; it must be a number of at least 0.`, { value: weight });
  if (baseline) {
    if (baseline.length !== n) say('baseline.length', `The baseline has ${baseline.length} entries for ${n} units.`, { value: baseline.length, limit: n });
    else for (let u = 0; u < n; u++) if (baseline[u] >= k && baseline[u] !== UNASSIGNED) say('baseline.slot', `Unit ${graph.ids[u]} lies in territory ${baseline[u]} of ${k}.`, { unit: u, slot: baseline[u], limit: k });
  }
  if (load) {
    if (load.length !== k * measures.length) say('load.length', `There are ${load.length} loads for ${k} territories and ${measures.length} measures.`, { value: load.length });
    else for (let j = 0; j < load.length; j++) if (!(load[j] >= 0 && load[j] < Infinity)) say('load.value', `Territory ${Math.floor(j / measures.length)} carries ${load[j]}; it must be a number of at least 0.`, { value: load[j] });
  }
  const locked = new Set<number>();
  for (const c of constraints) {
    if ('slot' in c && !(Number.isInteger(c.slot) && c.slot >= 0 && c.slot < k)) say('constraint.slot', `A demand (${c.type}) names territory ${c.slot} of ${k}.`, { slot: c.slot, limit: k });
    const units = c.type === 'hold' ? c.units : c.type === 'seed' ? [c.unit] : c.type === 'barrier' || c.type === 'link' ? c.pairs : [];
    for (const u of units) if (!(u >= 0 && u < n)) say('constraint.unit', `A demand (${c.type}) names unit ${u} of ${n}.`, { unit: u, limit: n });
    if (c.type === 'keepTogether' && c.group.length !== n) say('constraint.length', `A keep-together demand has ${c.group.length} entries for ${n} units.`, { value: c.group.length, limit: n });
    if (c.type === 'lock') locked.add(c.slot);
    if (c.type === 'budget' || c.type === 'home') found.push(...brokenBound(problem, c));
  }
  if (found.length === 0 && locked.size > 0) found.push(...brokenLocks(problem, locked));
  return found;
}

function brokenBound({ baseline, measures, k }: Problem, c: Constraint & { type: 'budget' | 'home' }): Violation[] {
  if (c.type === 'home') {
    const sound = Number.isFinite(c.lng) && Math.abs(c.lng) <= 180 && Number.isFinite(c.lat) && Math.abs(c.lat) <= 90;
    const positive = [c.centreKm, c.reachKm].every((km) => km === undefined || (km > 0 && km < Infinity));
    return sound && positive ? [] : [{ code: 'home.value', message: `The home of territory ${c.slot} needs a longitude, a latitude and distances above 0 km, not ${c.lng}, ${c.lat}${c.centreKm === undefined ? '' : `, ${c.centreKm} km`}${c.reachKm === undefined ? '' : `, ${c.reachKm} km`}.`, slot: c.slot }];
  }
  const what = c.measure ?? 'the units';
  if (!baseline) return [{ code: 'budget.baseline', message: `A budget limits how much of ${what} may move, but there is no plan in force to move it from.` }];
  if (c.measure !== null && !measures.some(({ key }) => key === c.measure)) return [{ code: 'budget.measure', message: `A budget limits how much of ${what} may move, but there is no such measure.`, measure: c.measure }];
  if (!(c.max >= 0)) return [{ code: 'budget.value', message: `A budget of ${c.max} of ${what} must be a number of at least 0.`, value: c.max }];
  if (c.from !== undefined && !(Number.isInteger(c.from) && c.from >= 0 && c.from < k)) return [{ code: 'constraint.slot', message: `A budget names territory ${c.from} of ${k}.`, limit: k }];
  return [];
}

function brokenLocks(problem: Problem, locked: Set<number>): Violation[] {
  const { baseline, k } = problem;
  if (!baseline) return [{ code: 'territories.locked', message: 'A territory can only be locked when there is a plan in force that says where it lies.' }];
  const held = new Int32Array(k);
  let free = 0;
  for (const t of baseline) {
    if (locked.has(t)) held[t]++;
    else free++;
  }
  const found: Violation[] = [];
  for (const slot of locked) if (held[slot] === 0) found.push({ code: 'territories.locked', message: `Territory ${slot} is locked but has no units today.`, slot });
  const open = k - locked.size;
  if (open > free) found.push({ code: 'territories.too_many', message: `${open} open territories cannot be made of the ${free} units outside locked ones.`, value: open, limit: free });
  if (open === 0 && free > 0) found.push({ code: 'territories.locked', message: `Every territory is locked, but ${free} units lie in none.`, value: free });
  return found;
}

function tooManyParts(problem: Problem): Violation[] {
  if (problem.constraints.some((c) => c.type === 'link' || c.type === 'barrier' || c.type === 'lock' || c.type === 'scattered')) return [];
  const { count, sizes } = components(problem.graph);
  if (count <= problem.k) return [];
  let largest = 0;
  for (const size of sizes) largest = Math.max(largest, size);
  return [{
    code: 'graph.too_many_parts',
    message: `The ground has ${count} separate parts for ${problem.k} territories. Join parts by links, or ask for at least ${count} territories.`,
    value: count, limit: problem.k,
  }];
}
