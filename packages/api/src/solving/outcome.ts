import { compare, disruption, UNASSIGNED } from '@hexalign/engine';
import type { DesignFigures, DesignOutcome, SolveAsked } from '../../contract/solving.ts';
import type { EnginePool } from '../engine/pool.ts';
import { slotsOfAccounts } from '../scenarios/standing.ts';
import { withTowns } from '../units/nearTown.ts';
import type { UnitSets } from '../units/service.ts';
import type { AskedScenario } from './askedDemand.ts';
import type { PlanJudged } from './planJudged.ts';


const MOST_MOVERS = 5;
const MOST_REASONS = 6;
/** A budget of which this much is used up is one that limits. */
const USED_UP = 0.95;

interface Made {
  readonly scenario: AskedScenario;
  readonly names: readonly string[];
  /** n slots of the engine, numbered as the document's territories are. */
  readonly after: Uint16Array;
  readonly asked: SolveAsked;
  readonly baseSeq: number;
  readonly stopped: 'interrupted' | 'time-limit' | 'no-gain' | null;
}

/** What a design changed: before and after, who gives most to whom, and what kept it from more. */
export async function outcomeOf({ units, pool }: { readonly units: UnitSets; readonly pool: EnginePool }, workspaceId: string, unitsId: string, { scenario, names, after, asked, stopped, baseSeq }: Made): Promise<DesignOutcome> {
  const { demand, slots, live, loaded, standing, budget } = scenario;
  const { before: start, after: result } = await pool.run('judgeBoth', { demand, before: slots, slots: after, links: loaded.units.links, names });
  // What named accounts hold stays with its territory; units have the measures that move.
  const { moved, covered, movedUnits, coveredUnits } = disruption(slots, after, demand.measures);
  const { unit } = await units.places(workspaceId, unitsId);
  const compactSlot = new Map(live.map((slot, i) => [slot, i]));
  const [was, is] = [slots, after].map((of) => slotsOfAccounts(unit, of, standing, (slot) => compactSlot.get(slot) ?? UNASSIGNED));
  const accounts = new Map<number, number>();
  let [movedAccounts, coveredAccounts] = [0, 0];
  was.forEach((from, a) => {
    if (from !== UNASSIGNED) coveredAccounts++;
    if (from === is[a]) return;
    if (from !== UNASSIGNED) movedAccounts++;
    const pair = from * 65536 + is[a];
    accounts.set(pair, (accounts.get(pair) ?? 0) + 1);
  });
  const { flows } = compare(slots, after, demand.measures, live.length);
  const slotOf = (slot: number): number | null => live[slot] ?? null;
  const movers = flows
    .sort((a, b) => b.sums[0] - a.sums[0] || b.units - a.units)
    .slice(0, MOST_MOVERS)
    .map(({ from, to, units: many, sums }) => ({ from: slotOf(from), to: slotOf(to), units: many, accounts: accounts.get(from * 65536 + to) ?? 0, amounts: Array.from(sums) }));
  return {
    before: figuresOf(start), after: figuresOf(result), baseSeq, startHash: start.assignmentHash, assignmentHash: result.assignmentHash,
    moved: { units: movedUnits, accounts: movedAccounts }, of: { units: coveredUnits, accounts: coveredAccounts },
    measures: demand.measures.map(({ key, unit: of }, m) => ({ key, unit: of, moved: moved[m], of: covered[m] })),
    movers,
    limitedBy: [...withTowns(result.reasons.slice(0, MOST_REASONS), loaded.graph), ...limits(scenario, asked, stopped, budgetUsed(scenario, after), budget)],
  };
}

function figuresOf({ worstDeviation, meanDeviation, outside, compactness, unassignedUnits }: PlanJudged): DesignFigures {
  return { worstDeviation, meanDeviation, outside, compactness, unassignedUnits };
}

function budgetUsed({ demand, slots, accountsOf, budget }: AskedScenario, after: Uint16Array): number {
  if (budget === null) return 0;
  const amounts = demand.measures.find(({ key }) => key === budget.what)?.values ?? (budget.what === 'accounts' ? accountsOf : null);
  return slots.reduce((sum, slot, u) => (slot === UNASSIGNED || slot === after[u] ? sum : sum + (amounts?.[u] ?? 1)), 0);
}

function limits({ movable }: AskedScenario, asked: SolveAsked, stopped: Made['stopped'], used: number, budget: AskedScenario['budget']): string[] {
  const said: string[] = [];
  const figure = (value: number): string => new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 }).format(value);
  if (budget !== null && used >= USED_UP * budget.max) said.push(`The budget of change is used up: ${figure(used)} of at most ${figure(budget.max)} ${budget.what} change hands.`);
  const may = movable.reduce((sum, flag) => sum + flag, 0);
  if (may < movable.length) said.push(`${figure(may)} of ${figure(movable.length)} units could change.`);
  if (stopped === 'time-limit') said.push(`The search ended at its time limit of ${figure(asked.timeLimitSeconds ?? 0)} s, before its last pass.`);
  if (stopped === 'no-gain') said.push(`The search ended after ${figure(asked.noGainSeconds ?? 0)} s without a gain, before its last pass.`);
  if (stopped === 'interrupted') said.push('The search was stopped before its last pass.');
  return said;
}
