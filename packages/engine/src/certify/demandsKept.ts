import { EngineError } from '../base/errors.ts';
import { figure } from '../base/figure.ts';
import { UNASSIGNED, type Problem, type Violation } from '../problem/problem.ts';
import { boundsKept } from './boundsKept.ts';

/** Capacities are sums of scaled numbers; they may be missed by this share of themselves. */
const SLACK = 1e-9;

/**
 * The demands a plan breaks: units held elsewhere, locked territories that changed, groups torn apart, sums beyond their
 * bounds, more moved than may, ground too far from a home.
 *
 * @param sumOf sum of a measure in a territory, load included
 * @param nameOf what a planner calls a territory
 * @throws EngineError `capacity.measure`
 */
export function demandsKept(problem: Problem, slots: Uint16Array, sumOf: (measure: number, slot: number) => number, nameOf: (slot: number) => string): Violation[] {
  const { graph, measures, constraints, baseline } = problem;
  const found: Violation[] = [];
  const place = (u: number): string => (slots[u] === UNASSIGNED ? 'no territory' : nameOf(slots[u]));
  for (const demand of constraints) {
    switch (demand.type) {
      case 'hold':
        for (const unit of demand.units) {
          if (slots[unit] === demand.slot) continue;
          found.push({ code: 'hold.broken', message: `Unit ${graph.ids[unit]} is held in ${nameOf(demand.slot)} but lies in ${place(unit)}.`, unit, slot: demand.slot });
        }
        break;
      case 'seed':
        if (slots[demand.unit] === demand.slot) break;
        found.push({ code: 'seed.broken', message: `${nameOf(demand.slot)} starts at unit ${graph.ids[demand.unit]}, which lies in ${place(demand.unit)}.`, unit: demand.unit, slot: demand.slot });
        break;
      case 'lock': {
        let changed = 0;
        let unit = -1;
        for (let u = 0; u < slots.length; u++) {
          if (baseline === undefined || (slots[u] === demand.slot) === (baseline[u] === demand.slot)) continue;
          changed++;
          if (unit < 0) unit = u;
        }
        if (changed > 0) found.push({ code: 'lock.broken', message: `${nameOf(demand.slot)} is locked, but ${changed === 1 ? 'one unit has' : `${changed} units have`} come or gone.`, slot: demand.slot, unit, value: changed, limit: 0 });
        break;
      }
      case 'keepTogether': {
        const first = new Map<number, number>();
        const torn = new Set<number>();
        demand.group.forEach((group, u) => {
          const other = first.get(group);
          if (group === 0 || torn.has(group)) return;
          if (other === undefined) first.set(group, u);
          else if (slots[other] !== slots[u]) {
            torn.add(group);
            found.push({ code: 'group.broken', message: `Units ${graph.ids[other]} and ${graph.ids[u]} stay together but lie in ${place(other)} and ${place(u)}.`, unit: u, value: group });
          }
        });
        break;
      }
      case 'capacity': {
        const measure = measures.findIndex(({ key }) => key === demand.measure);
        if (measure < 0) throw new EngineError('capacity.measure', `There is a bound on ${JSON.stringify(demand.measure)}, but no such measure.`, demand.measure);
        const sum = sumOf(measure, demand.slot);
        if (sum < demand.min - SLACK * Math.abs(demand.min)) found.push({ code: 'capacity.below', message: `${nameOf(demand.slot)} has ${figure(sum)} of ${demand.measure}, less than the ${figure(demand.min)} it needs.`, slot: demand.slot, measure: demand.measure, value: sum, limit: demand.min });
        if (sum > demand.max + SLACK * Math.abs(demand.max)) found.push({ code: 'capacity.above', message: `${nameOf(demand.slot)} has ${figure(sum)} of ${demand.measure}, more than the ${figure(demand.max)} it can take.`, slot: demand.slot, measure: demand.measure, value: sum, limit: demand.max });
        break;
      }
      case 'budget':
      case 'home':
        found.push(...boundsKept(problem, slots, demand, nameOf));
        break;
      // These say what contiguity means; they cannot be broken by themselves.
      case 'scattered':
      case 'barrier':
      case 'link':
        break;
    }
  }
  return found;
}
