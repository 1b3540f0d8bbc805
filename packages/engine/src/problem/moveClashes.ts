import { figure } from '../base/figure.ts';
import { unitVectors } from '../graph/project.ts';
import type { Band } from './bands.ts';
import { countedBy, type Budget } from './budgets.ts';
import type { Held } from './held.ts';
import type { NameOf } from './naming.ts';
import { flood, openRows } from './openGround.ts';
import { UNASSIGNED, type Problem, type Violation } from './problem.ts';
import { within } from './within.ts';

const SLACK = 1e-9;

/** Budgets on what moves that other demands, or the tolerance, exceed in every plan. Each bound is proved alone; the largest is told. */
export function moveClashes(problem: Problem, held: Held, bands: readonly Band[], nameOf: NameOf): Violation[] {
  const { constraints, baseline } = problem;
  if (baseline === undefined) return [];
  return constraints.flatMap((c) => {
    if (c.type !== 'budget' || c.max === Infinity) return [];
    const { amounts, already, name } = countedBy(problem, c);
    const needs = [mustMove(problem, c, amounts, held), beyondReach(problem, c, amounts, nameOf), ...(c.from === undefined ? [emptyToday(problem, amounts, nameOf), tornToday(problem, amounts, nameOf)] : []), ...tooMuchToday(problem, c, bands, nameOf)];
    const most = needs.reduce((best, one) => (one.least > best.least ? one : best));
    if (most.least + already <= c.max * (1 + SLACK)) return [];
    const what = name === 'units' && most.least + already === 1 ? 'unit' : name;
    const where = c.from === undefined ? 'change hands' : `leave ${nameOf(c.from)}`;
    return [{ code: most.code, message: `At least ${figure(most.least + already)} ${what} must ${where}, because ${[...(already > 0 ? [`${figure(already)} lie in units that are mostly another territory's (finer units keep them apart)`] : []), ...(most.why === '' ? [] : [most.why])].join(', and ')}; the budget is ${figure(c.max)}.`, slot: c.from, measure: c.measure ?? undefined, value: most.least + already, limit: c.max }];
  });
}

interface Need {
  readonly code: string;
  readonly least: number;
  readonly why: string;
}

/** Held units that lie elsewhere today, and groups that lie in several territories. */
function mustMove({ baseline, graph }: Problem, { from }: Budget, amounts: Float64Array, { slotOf, leader }: Held): Need {
  const today = baseline as Uint16Array;
  const size = new Uint32Array(leader.length);
  for (const head of leader) size[head]++;
  // Per group, or single unit that is held: what lies where today.
  const parts = new Map<number, Map<number, number>>();
  for (let u = 0; u < leader.length; u++) {
    if (today[u] === UNASSIGNED || (slotOf[u] < 0 && size[leader[u]] === 1)) continue;
    const of = parts.get(leader[u]) ?? new Map<number, number>();
    parts.set(leader[u], of.set(today[u], (of.get(today[u]) ?? 0) + amounts[u]));
  }
  let least = 0;
  let example = -1;
  for (const [head, of] of parts) {
    const slot = slotOf[head];
    let moves = 0;
    if (from !== undefined) moves = slot >= 0 && slot !== from ? (of.get(from) ?? 0) : 0;
    else {
      let all = 0;
      let stays = slot >= 0 ? (of.get(slot) ?? 0) : 0;
      for (const amount of of.values()) {
        all += amount;
        if (slot < 0) stays = Math.max(stays, amount);
      }
      moves = all - stays;
    }
    if (moves > 0 && example < 0) example = head;
    least += moves;
  }
  return { code: 'budget.held', least, why: example < 0 ? '' : `unit ${graph.ids[example]}${slotOf[example] >= 0 ? ' and others are held elsewhere than they lie today' : ' and others must stay together but lie in different territories today'}` };
}

/** Ground of a territory beyond the reach of its home. */
function beyondReach({ graph, constraints, baseline }: Problem, { from }: Budget, amounts: Float64Array, nameOf: NameOf): Need {
  const today = baseline as Uint16Array;
  let least = 0;
  let example = -1;
  const told = new Set<number>();
  for (const c of constraints) {
    if (c.type !== 'home' || c.reachKm === undefined || (from !== undefined && from !== c.slot) || told.has(c.slot)) continue;
    told.add(c.slot);
    const inside = within(unitVectors(graph.lngLat), c, c.reachKm);
    for (let u = 0; u < today.length; u++) {
      if (today[u] !== c.slot || inside[u] === 1) continue;
      least += amounts[u];
      example = c.slot;
    }
  }
  return { code: 'budget.reach', least, why: example < 0 ? '' : `${nameOf(example)} has ground beyond the reach of its home today` };
}

/** Territories without ground today need a unit each, and only what nobody covers is free. */
function emptyToday({ baseline, k }: Problem, amounts: Float64Array, nameOf: NameOf): Need {
  const today = baseline as Uint16Array;
  const has = new Uint8Array(k);
  let open = 0;
  let lightest = Infinity;
  for (let u = 0; u < today.length; u++) {
    if (today[u] === UNASSIGNED) open++;
    else {
      has[today[u]] = 1;
      lightest = Math.min(lightest, amounts[u]);
    }
  }
  const empty = [...has.keys()].filter((t) => has[t] === 0);
  const must = Math.max(0, empty.length - open);
  return { code: 'budget.empty', least: must > 0 ? must * lightest : 0, why: `${empty.length === 1 ? `${nameOf(empty[0])} has` : `${empty.length} territories have`} no ground today` };
}

/** Territories in pieces today have to give or take; one unit mends two at most. */
function tornToday({ graph, constraints, baseline, k }: Problem, amounts: Float64Array, nameOf: NameOf): Need {
  const today = baseline as Uint16Array;
  const none = { code: 'budget.torn', least: 0, why: '' };
  if (today.includes(UNASSIGNED)) return none;
  const scattered = new Set(constraints.flatMap((c) => (c.type === 'scattered' ? [c.slot] : [])));
  const rows = openRows(graph, constraints, () => true);
  const seen = new Uint8Array(today.length);
  const pieces = new Int32Array(k);
  for (let s = 0; s < today.length; s++) {
    if (seen[s]) continue;
    pieces[today[s]]++;
    flood(rows, s, (v) => seen[v] === 0 && today[v] === today[s], (v) => (seen[v] = 1));
  }
  const torn = [...pieces.keys()].filter((t) => pieces[t] > 1 && !scattered.has(t));
  if (torn.length === 0) return none;
  const lightest = amounts.reduce((least, amount) => Math.min(least, amount), Infinity);
  return { ...none, least: Math.ceil(torn.length / 2) * lightest, why: `${torn.length === 1 ? `${nameOf(torn[0])} lies` : `${torn.length} territories lie`} in pieces today (a link or leave to lie in pieces would help as well)` };
}

/** What territories hold beyond their band has to leave them: as much of the same measure, or as many of the heaviest units. */
function tooMuchToday({ measures, baseline, load, k }: Problem, { measure, from, counts }: Budget, bands: readonly Band[], nameOf: NameOf): Need[] {
  const today = baseline as Uint16Array;
  return bands.map(({ measure: m, key, high }) => {
    const { values } = measures[m];
    const sums = Float64Array.from({ length: k }, (_, t) => (load ? load[t * measures.length + m] : 0));
    for (let u = 0; u < values.length; u++) if (today[u] < k) sums[today[u]] += values[u];
    const over = [...sums.keys()].filter((t) => (from === undefined || t === from) && sums[t] > high[t] * (1 + SLACK));
    const own = new Map(over.map((t) => [t, [] as number[]]));
    // Only what a unit weighs itself, or units, can be told from a sum.
    if (measure === null && counts === undefined) for (let u = 0; u < values.length; u++) own.get(today[u])?.push(values[u]);
    let least = 0;
    for (const t of over) least += key === measure && counts === undefined ? sums[t] - high[t] : heaviestUnits(own.get(t) ?? [], sums[t] - high[t]);
    return { code: 'budget.balance', least, why: over.length === 0 ? '' : `${nameOf(over[0])}${over.length > 1 ? ` and ${over.length - 1} more hold` : ' holds'} too much of ${key} today` };
  });
}

/** How many of these units it takes at least to come to an amount; 0 of none. */
function heaviestUnits(values: number[], amount: number): number {
  values.sort((a, b) => b - a);
  let many = 0;
  for (let left = amount; many < values.length && left > amount * SLACK; many++) left -= values[many];
  return many;
}
