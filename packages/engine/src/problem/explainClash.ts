import { demandsOf, withDemands, type Demand } from './demands.ts';
import type { Problem, Violation } from './problem.ts';
import { isBroken, validate } from './validate.ts';

/** Why what is asked cannot be had, and what to give up first. */
export interface Clash {
  /** Demands that cannot be kept together, though all but any one of them can. */
  readonly demands: readonly Demand[];
  /** What these demands break, in words. */
  readonly violations: readonly Violation[];
  /** The demand whose loss changes least, and what to do about it, in words. */
  readonly cheapest: Demand;
  readonly advice: string;
}

/**
 * The smallest set of demands found that clash, by leaving demands out in halves and then one by one (deletion filters and
 * QuickXplain, Junker 2004), from both ends of the list; the smaller set counts. Minimal by test: without any one of them
 * the others pass. A clash here is one that `validate` can prove; null when it proves none, or when numbers are
 * broken and nothing can be judged. O(d log n) validations for a clash of d among n demands, as a rule.
 */
export function explainClash(problem: Problem): Clash | null {
  const all = validate(problem);
  if (all.length === 0 || all.some(isBroken)) return null;
  const codes = new Set(all.map(({ code }) => code));
  const proven = (demands: readonly Demand[]): Violation[] => validate(withDemands(problem, demands)).filter(({ code }) => codes.has(code));
  const asked = demandsOf(problem);
  // Too many parts for k territories, say: no demand is to blame.
  if (proven([]).length > 0) return null;
  const forwards = minimal(asked, proven);
  const backwards = minimal([...asked].reverse(), proven);
  const demands = backwards.length < forwards.length ? backwards : forwards;
  const cheapest = demands.reduce((best, demand) => (costOf(problem, demand) < costOf(problem, best) ? demand : best));
  const violations = proven(demands);
  return { demands, violations, cheapest, advice: adviceOn(problem, cheapest, violations) };
}

/** Leaves out runs of demands, halving their length, as long as the rest clashes; at length 1 until nothing more can go. */
function minimal(demands: readonly Demand[], proven: (demands: readonly Demand[]) => readonly Violation[]): Demand[] {
  let kept = [...demands];
  for (let run = Math.ceil(kept.length / 2); ; run = Math.ceil(run / 2)) {
    let fewer = false;
    for (let at = 0; at < kept.length; ) {
      const rest = [...kept.slice(0, at), ...kept.slice(at + run)];
      if (rest.length < kept.length && proven(rest).length > 0) {
        kept = rest;
        fewer = true;
      } else at += run;
    }
    if (run === 1 && !fewer) return kept;
  }
}

/** What giving a demand up changes, in mean territories: the ground or the sums it is about; a tolerance is the last to go. */
function costOf(problem: Problem, demand: Demand): number {
  if (demand.kind === 'goal') return 1000;
  if (demand.kind === 'group') return worth(problem, unitsOfGroup(problem, demand));
  const { constraint } = demand;
  if (constraint.type === 'hold') return worth(problem, constraint.units);
  if (constraint.type === 'seed') return worth(problem, [constraint.unit]);
  if (constraint.type === 'lock') return 2;
  if (constraint.type === 'barrier') return 0.5;
  return 1;
}

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

function adviceOn(problem: Problem, demand: Demand, violations: readonly Violation[]): string {
  const id = (unit: number): string => problem.graph.ids[unit];
  if (demand.kind === 'group') return `Let the units of group ${demand.group} go to different territories.`;
  if (demand.kind === 'goal') return adviceOnGoal(problem, demand.goal.measure, violations);
  const { constraint } = demand;
  switch (constraint.type) {
    case 'hold': return `Let unit ${id(constraint.units[0])} leave territory ${constraint.slot}.`;
    case 'seed': return `Start territory ${constraint.slot} somewhere else than at unit ${id(constraint.unit)}.`;
    case 'lock': return `Unlock territory ${constraint.slot}.`;
    case 'barrier': return `Let territories cross the border between ${id(constraint.pairs[0])} and ${id(constraint.pairs[1])}${constraint.pairs.length > 2 ? ` and ${constraint.pairs.length / 2 - 1} others` : ''}.`;
    case 'capacity': return `Let territory ${constraint.slot} hold what its share of ${constraint.measure} comes to, or change its share.`;
    case 'budget': return `Let more than ${constraint.max}${constraint.measure === null ? ' units' : ` of ${constraint.measure}`} move.`;
    case 'home': return `Give territory ${constraint.slot} a longer reach from its home.`;
    default: return `Do without the demand of kind ${constraint.type}.`;
  }
}

/** What a tolerance would have to be where one heavy unit is in the way; else the ways out that the violation names. */
function adviceOnGoal(problem: Problem, measure: string, violations: readonly Violation[]): string {
  const heavy = violations.find(({ code, measure: of }) => code === 'unit.too_heavy' && of === measure);
  const goal = problem.goals.find((one) => one.measure === measure);
  if (heavy?.value === undefined || heavy.limit === undefined || goal === undefined) return `Allow more deviation in ${measure}, or do as said above.`;
  const needed = (heavy.value / heavy.limit) * (1 + goal.tolerance) - 1;
  return needed <= 1
    ? `Allow ${(100 * needed).toFixed(1)} % in ${measure}, or divide unit ${problem.graph.ids[heavy.unit ?? 0]} (finer cells there).`
    : `Ask for fewer territories, or divide unit ${problem.graph.ids[heavy.unit ?? 0]} (finer cells there): no tolerance helps.`;
}
