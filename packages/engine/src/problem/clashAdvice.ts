import { countedBy } from './budgets.ts';
import type { Constraint } from './constraint.ts';
import type { Demand } from './demands.ts';
import { figure, percentOf } from '../base/figure.ts';
import type { NameOf } from './naming.ts';
import type { Problem, Violation } from './problem.ts';

/** What to do about a demand that clashes with others: in words, and as the milder demand that they mean. */
export interface Advice {
  readonly text: string;
  /** In place of the demand; null: do without it. */
  readonly milder: Demand | null;
}

/**
 * What to do about a demand that clashes with others: how far its number would have to give, where it has one.
 *
 * @param clashes tells whether a milder form of the demand still clashes with the others
 */
export function adviceOn(problem: Problem, demand: Demand, violations: readonly Violation[], clashes: (milder: Demand) => boolean, nameOf: NameOf): Advice {
  const id = (unit: number): string => problem.graph.ids[unit];
  if (demand.kind === 'group') return without(`Let the units kept together with ${id(firstOf(problem, demand))} go to different territories.`);
  if (demand.kind === 'goal') return adviceOnGoal(problem, demand, violations, clashes);
  const { constraint } = demand;
  const relaxed = (milder: (by: number) => Constraint, from: number, to: number): number | null => least(from, to, (by) => clashes({ kind: 'constraint', constraint: milder(by) }));
  switch (constraint.type) {
    case 'hold': return without(`Let unit ${id(constraint.units[0])} leave ${nameOf(constraint.slot)}.`);
    case 'seed': return without(`Start ${nameOf(constraint.slot)} somewhere else than at unit ${id(constraint.unit)}.`);
    case 'lock': return without(`Unlock ${nameOf(constraint.slot)}.`);
    case 'barrier': return without(`Let territories cross the border between ${id(constraint.pairs[0])} and ${id(constraint.pairs[1])}${constraint.pairs.length > 2 ? ` and ${constraint.pairs.length / 2 - 1} others` : ''}.`);
    case 'capacity': return adviceOnBounds(problem, constraint, relaxed, nameOf);
    case 'budget': {
      const { name, amounts, already } = countedBy(problem, constraint);
      const what = constraint.measure === null ? name : `of ${name}`;
      const where = constraint.from === undefined ? 'change hands' : `leave ${nameOf(constraint.from)}`;
      const max = relaxed((by) => ({ ...constraint, max: by }), constraint.max, amounts.reduce((sum, amount) => sum + amount, already));
      if (max === null) return without(`Do without the budget of ${figure(constraint.max)} ${what}.`);
      const wider = constraint.measure === null ? Math.ceil(max - 1e-3) : max;
      return { text: `Let ${figure(wider)} ${what} ${where}.`, milder: { kind: 'constraint', constraint: { ...constraint, max: wider } } };
    }
    case 'home': {
      const { slot, reachKm, centreKm } = constraint;
      const reach = reachKm === undefined ? null : relaxed((by) => ({ ...constraint, reachKm: by }), reachKm, 20_040);
      if (reach !== null) return { text: `Give ${nameOf(slot)} a reach of at least ${figure(Math.ceil(reach))} km from its home.`, milder: { kind: 'constraint', constraint: { ...constraint, reachKm: Math.ceil(reach) } } };
      const leash = centreKm === undefined ? null : relaxed((by) => ({ ...constraint, centreKm: by }), centreKm, 20_040);
      if (leash === null) return without(`Give ${nameOf(slot)} another home, or none.`);
      return { text: `Let the centre of ${nameOf(slot)} lie ${figure(Math.ceil(leash))} km from its home.`, milder: { kind: 'constraint', constraint: { ...constraint, centreKm: Math.ceil(leash) } } };
    }
    default: return without(`Do without the demand of kind ${constraint.type}.`);
  }
}

function without(text: string): Advice {
  return { text, milder: null };
}

function adviceOnBounds(problem: Problem, bound: Constraint & { type: 'capacity' }, relaxed: (milder: (by: number) => Constraint, from: number, to: number) => number | null, nameOf: NameOf): Advice {
  const { slot, measure, min, max } = bound;
  const more = max === Infinity ? null : relaxed((by) => ({ ...bound, max: by }), max, totalOf(problem, measure));
  if (more !== null) return { text: `Let ${nameOf(slot)} hold up to ${figure(more)} of ${measure}, or give it a smaller share.`, milder: { kind: 'constraint', constraint: { ...bound, max: more } } };
  const less = min > 0 ? relaxed((by) => ({ ...bound, min: min - by }), 0, min) : null;
  if (less === null) return without(`Do without the bounds of ${nameOf(slot)} in ${measure}.`);
  return { text: `Let ${nameOf(slot)} hold as little as ${figure(min - less)} of ${measure}, or give it a larger share.`, milder: { kind: 'constraint', constraint: { ...bound, min: min - less } } };
}

/** A tolerance beyond which it says nothing. */
const SENSELESS = 0.5;

/** The tolerance that is needed at least, unless that says nothing any more, and what to change instead of it. */
function adviceOnGoal({ graph }: Problem, demand: Demand & { kind: 'goal' }, violations: readonly Violation[], clashes: (milder: Demand) => boolean): Advice {
  const { goal } = demand;
  const unitOf = (wanted: string): string | null => {
    const unit = violations.find(({ code, measure }) => code === wanted && (measure === goal.measure || code === 'part.uneven'))?.unit;
    return unit === undefined ? null : graph.ids[unit];
  };
  const [heavy, part] = [unitOf('unit.too_heavy'), unitOf('part.uneven')];
  const instead = heavy !== null ? `divide unit ${heavy} (finer cells there)` : part !== null ? `link the part around unit ${part} to its neighbour` : 'do as said above';
  const needed = least(goal.tolerance, 1, (by) => clashes({ kind: 'goal', goal: { ...goal, tolerance: by } }));
  if (needed !== null && needed <= SENSELESS) {
    const wider = Math.ceil(needed * 1000 - 1e-6) / 1000;
    return { text: `Allow ${percentOf(wider)} in ${goal.measure}, or ${instead}.`, milder: { kind: 'goal', goal: { ...goal, tolerance: wider } } };
  }
  return without(heavy === null && part !== null ? `Link the part around unit ${part} to its neighbour, or give a territory the share that fits it.` : `No tolerance in ${goal.measure} that means anything helps: ask for fewer territories, or ${instead}.`);
}

/** The least number, about, at which there is no clash any more; null when there is one even at the largest. */
function least(from: number, to: number, clashes: (by: number) => boolean): number | null {
  if (!(to > from) || clashes(to)) return null;
  let [low, high] = [from, to];
  for (let step = 0; step < 40 && high - low > 1e-4 * high; step++) {
    const middle = (low + high) / 2;
    if (clashes(middle)) low = middle;
    else high = middle;
  }
  // A round number, where one does as well.
  for (let digits = 1; digits <= 6; digits++) {
    const round = Number(high.toPrecision(digits));
    if (Math.abs(round / high - 1) < 1e-3 && round <= to && !clashes(round)) return round;
  }
  return high;
}

function totalOf({ measures, graph }: Problem, key: string | null): number {
  const values = measures.find((measure) => measure.key === key)?.values;
  return values === undefined ? graph.ids.length : values.reduce((sum, value) => sum + value, 0);
}

function firstOf({ constraints }: Problem, { from, group }: Demand & { kind: 'group' }): number {
  const asked = constraints[from];
  return asked.type === 'keepTogether' ? asked.group.indexOf(group) : 0;
}
