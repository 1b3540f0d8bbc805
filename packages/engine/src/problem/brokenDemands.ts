import type { Constraint } from './constraint.ts';
import type { NameOf } from './naming.ts';
import type { Problem, Violation } from './problem.ts';

/** Demands about units, territories or measures that are not there, or with numbers that are none. */
export function brokenDemands(problem: Problem, nameOf: NameOf, sound: boolean): Violation[] {
  const { constraints, k } = problem;
  const found: Violation[] = [];
  const locked = new Set<number>();
  for (const c of constraints) {
    if ('slot' in c && !(Number.isInteger(c.slot) && c.slot >= 0 && c.slot < k)) found.push({ code: 'constraint.slot', message: `A demand (${c.type}) names territory ${c.slot}; there are ${k}, counted from 0.`, value: c.slot, limit: k - 1 });
    else found.push(...brokenDemand(problem, c, nameOf));
    if (c.type === 'lock') locked.add(c.slot);
  }
  if (sound && found.length === 0 && locked.size > 0) found.push(...brokenLocks(problem, locked, nameOf));
  return found;
}

function brokenDemand(problem: Problem, c: Constraint, nameOf: NameOf): Violation[] {
  const n = problem.graph.ids.length;
  switch (c.type) {
    case 'hold': return brokenUnits(c.type, c.units, n);
    case 'seed': return brokenUnits(c.type, [c.unit], n);
    case 'barrier':
    case 'link': return brokenPairs(problem, c);
    case 'keepTogether': return c.group?.length === n ? [] : [{ code: 'constraint.length', message: `A keep-together demand has ${c.group?.length ?? 'no'} entries for ${n} units.`, value: c.group?.length, limit: n }];
    case 'capacity': return brokenCapacity(problem, c, nameOf);
    case 'budget': return brokenBudget(problem, c, nameOf);
    case 'home': return brokenHome(c, nameOf);
    case 'lock':
    case 'scattered': return [];
    default: return [{ code: 'constraint.type', message: `There is no demand of type ${JSON.stringify((c as { type?: unknown } | null)?.type)}.` }];
  }
}

function brokenUnits(type: string, units: ArrayLike<number> | undefined, n: number): Violation[] {
  if (units?.length === undefined) return [{ code: 'constraint.length', message: `A demand (${type}) names no units.` }];
  for (const u of Array.from(units)) if (!(Number.isInteger(u) && u >= 0 && u < n)) return [{ code: 'constraint.unit', message: `A demand (${type}) names unit ${u}; there are ${n}, counted from 0.`, value: u, limit: n - 1 }];
  return [];
}

function brokenPairs({ graph }: Problem, { type, pairs }: Constraint & { type: 'barrier' | 'link' }): Violation[] {
  const broken = brokenUnits(type, pairs, graph.ids.length);
  if (broken.length > 0) return broken;
  if (pairs.length % 2 !== 0) return [{ code: 'constraint.length', message: `A ${type} is given by pairs of units; ${pairs.length} units are no pairs.`, value: pairs.length }];
  for (let p = 0; p < pairs.length; p += 2) if (pairs[p] === pairs[p + 1]) return [{ code: 'constraint.unit', message: `A ${type} stands between unit ${graph.ids[pairs[p]]} and itself; name two units.`, unit: pairs[p] }];
  return [];
}

function brokenCapacity({ measures }: Problem, { slot, measure, min, max }: Constraint & { type: 'capacity' }, nameOf: NameOf): Violation[] {
  if (!measures.some(({ key }) => key === measure)) return [{ code: 'capacity.measure', message: `${nameOf(slot)} has bounds for ${measure}, but there is no such measure.`, slot, measure }];
  // No bound is minus or plus infinity, not a number that is none.
  return min === min && max === max && typeof min === 'number' && typeof max === 'number' ? [] : [{ code: 'capacity.value', message: `${nameOf(slot)} must hold at least ${min} and at most ${max} of ${measure}: give two numbers, 0 and Infinity where there is no bound.`, slot, measure }];
}

function brokenBudget({ graph, baseline, measures, k }: Problem, c: Constraint & { type: 'budget' }, nameOf: NameOf): Violation[] {
  const what = c.measure ?? 'the units';
  if (!baseline) return [{ code: 'budget.baseline', message: `A budget limits how much of ${what} may move, but there is no plan in force to move it from.` }];
  if (c.measure !== null && !measures.some(({ key }) => key === c.measure)) return [{ code: 'budget.measure', message: `A budget limits how much of ${what} may move, but there is no such measure.`, measure: c.measure }];
  if (c.from !== undefined && !(Number.isInteger(c.from) && c.from >= 0 && c.from < k)) return [{ code: 'constraint.slot', message: `A budget names territory ${c.from}; there are ${k}, counted from 0.`, value: c.from, limit: k - 1 }];
  const { counts } = c;
  if (counts !== undefined && (counts.amounts?.length !== graph.ids.length || counts.amounts.some((amount) => !(amount >= 0 && amount < Infinity)) || !(counts.already >= 0))) return [{ code: 'budget.value', message: `A budget counts ${counts.name} by ${counts.amounts?.length ?? 'no'} amounts for ${graph.ids.length} units, and ${counts.already} that move anyhow; all must be numbers of at least 0.` }];
  if (!(c.max >= 0)) return [{ code: 'budget.value', message: `At most ${c.max} of ${what} may ${c.from === undefined ? 'move' : `leave ${nameOf(c.from)}`}: a budget must be a number of at least 0.`, value: c.max }];
  return [];
}

function brokenHome({ slot, lng, lat, centreKm, reachKm }: Constraint & { type: 'home' }, nameOf: NameOf): Violation[] {
  if (!(Number.isFinite(lng) && Math.abs(lng) <= 180 && Number.isFinite(lat) && Math.abs(lat) <= 90)) return [{ code: 'home.value', message: `The home of ${nameOf(slot)} lies at ${lng}, ${lat}; it needs a longitude and a latitude in degrees.`, slot }];
  for (const [what, km] of [['leash of its centre', centreKm], ['reach', reachKm]] as const) {
    if (km === undefined || (km > 0 && km < Infinity)) continue;
    return [{ code: 'home.value', message: `The home of ${nameOf(slot)} has a ${what} of ${km} km; it must be above 0. Leave it out where there is none.`, slot, value: km ?? undefined }];
  }
  return [];
}

function brokenLocks({ baseline, k }: Problem, locked: Set<number>, nameOf: NameOf): Violation[] {
  if (!baseline) return [{ code: 'territories.locked', message: 'A territory can only be locked when there is a plan in force that says where it lies.' }];
  const held = new Int32Array(k);
  let free = 0;
  for (const t of baseline) {
    if (locked.has(t)) held[t]++;
    else free++;
  }
  const found: Violation[] = [];
  for (const slot of locked) if (held[slot] === 0) found.push({ code: 'territories.locked', message: `${nameOf(slot)} is locked but has no units today.`, slot });
  const open = k - locked.size;
  if (open > free) found.push({ code: 'territories.too_many', message: `${open} open territories cannot be made of the ${free === 1 ? 'one unit' : `${free} units`} outside locked ones.`, value: open, limit: free });
  if (open === 0 && free > 0) found.push({ code: 'territories.locked', message: `Every territory is locked, but ${free === 1 ? 'one unit lies' : `${free} units lie`} in none.`, value: free });
  return found;
}
