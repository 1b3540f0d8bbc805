import { adviceOn } from './clashAdvice.ts';
import { demandsOf, withDemands, type Demand } from './demands.ts';
import { namesOf } from './naming.ts';
import type { Problem, Violation } from './problem.ts';
import { smallestSet } from './smallestSet.ts';
import { clashes, isBroken, validate, type ValidateOptions } from './validate.ts';

/** Units looked at in all, and validations that are made whatever there is. */
const MOST_UNITS = 2e7;
const FEWEST = 60;

/** Why what is asked cannot be had, and what to give up first. */
export interface Clash {
  /** Demands that cannot be kept together, though all but any one of them can; no smaller set of them is known. */
  readonly demands: readonly Demand[];
  /** What these demands break, in words. */
  readonly violations: readonly Violation[];
  /** The demand whose loss changes least, and what to do about it, in words. */
  readonly cheapest: Demand;
  readonly advice: string;
  /** What the advice puts in its place; null: nothing, it is given up. */
  readonly milder: Demand | null;
}

/**
 * The smallest set of demands found that clash (`smallestSet`), and of them the cheapest to give up. Minimal by test, up to a
 * limit of work on large ground: without any one of them the others pass. A clash here is one that `validate` can prove; null when it proves none, or when numbers are
 * broken and nothing can be judged. O(d log n) validations for a clash of d among n demands, as a rule, and as many again to look for a smaller one.
 */
export function explainClash(problem: Problem, { names }: ValidateOptions = {}): Clash | null {
  const nameOf = namesOf(names);
  const all = validate(problem, { names });
  if (all.length === 0 || all.some(isBroken)) return null;
  const codes = new Set(all.map(({ code }) => code));
  const proven = (demands: readonly Demand[]): Violation[] => clashes(withDemands(problem, demands), nameOf).filter(({ code }) => codes.has(code));
  const asked = demandsOf(problem);
  // Too many parts for k territories, say: no demand is to blame.
  if (proven([]).length > 0) return null;
  // Beyond so much work a set stays as small as it is by then.
  const most = Math.max(FEWEST, Math.ceil(MOST_UNITS / problem.graph.ids.length));
  const demands = smallestSet(asked, (some) => proven(some).length > 0, most);
  const cheapest = demands.reduce((best, demand) => (costOf(problem, demand) < costOf(problem, best) ? demand : best));
  const violations = proven(demands);
  const others = demands.filter((demand) => demand !== cheapest);
  const { text: advice, milder } = adviceOn(problem, cheapest, violations, (asks) => proven([...others, asks]).length > 0, nameOf);
  return { demands, violations, cheapest, advice, milder };
}

/** What giving a demand up changes, in mean territories: the ground or the sums it is about; a tolerance is the last to go. */
function costOf(problem: Problem, demand: Demand): number {
  if (demand.kind === 'goal') return 1000;
  if (demand.kind === 'group') return worth(problem, unitsOfGroup(problem, demand));
  const { constraint } = demand;
  if (constraint.type === 'hold') return worth(problem, constraint.units);
  if (constraint.type === 'seed') return worth(problem, [constraint.unit]);
  if (constraint.type === 'lock') return 2;
  // A number that gives a little costs less than a demand that is lost.
  if (constraint.type === 'capacity' || constraint.type === 'budget' || constraint.type === 'home') return 0.4;
  if (constraint.type === 'barrier') return 0.5;
  return 1;
}

/** Units with a group's number. */
function unitsOfGroup({ constraints }: Problem, { from, group }: Demand & { kind: 'group' }): number[] {
  const asked = constraints[from];
  const units: number[] = [];
  if (asked.type === 'keepTogether') asked.group.forEach((g, u) => g === group && units.push(u));
  return units;
}

/** Mean territories that units weigh, in the measure they weigh most in. */
function worth({ measures, k }: Problem, units: Iterable<number>): number {
  const list = [...units];
  let most = 1e-6 * list.length;
  for (const { values } of measures) {
    let total = 0;
    let inside = 0;
    for (const value of values) total += value;
    for (const u of list) inside += values[u];
    if (total > 0) most = Math.max(most, (inside / total) * k);
  }
  return most;
}
