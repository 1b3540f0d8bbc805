import { UNASSIGNED, type Constraint, type ScenarioDoc } from '@hexalign/engine';
import type { DesignScope, SolveAsked } from '../../contract/solving.ts';
import type { Demand } from '../engine/methods.ts';
import { AppError } from '../http/appError.ts';
import type { UnitSets } from '../units/service.ts';
import { withoutPeople } from './withoutPeople.ts';
import { compact, demandOf, type DemandedScenario, type StateOfPlan } from './demand.ts';

/** A budget in numbers. */
export interface BudgetAsked {
  readonly what: string;
  /** In the unit of what is counted. */
  readonly max: number;
  readonly of: number;
}

/** What a request demands of a state. n = units. */
export interface AskedScenario extends DemandedScenario {
  /** n flags: the unit may go to another territory. */
  readonly movable: Uint8Array;
  /** n: accounts that move with their unit. */
  readonly accountsOf: Float64Array<ArrayBuffer>;
  /** Slots of the document that are locked because they are outside the scope. */
  readonly outside: ReadonlySet<number>;
  readonly budget: BudgetAsked | null;
}

/**
 * A state of a scenario as a request wants it solved: what is outside the scope stays, and only so much may change hands.
 *
 * @param given with what the request changes of it first (`askedEdits`) already in it
 * @throws AppError `request.invalid` for a budget of something that is not counted
 */
export async function askedDemand(units: UnitSets, workspaceId: string, given: StateOfPlan, asked: SolveAsked): Promise<AskedScenario> {
  const state = asked.peopleBlind ? withoutPeople(given) : given;
  const whole = await demandOf(units, workspaceId, state);
  const { doc } = state.state;
  const { loaded, standing } = whole;
  const n = doc.slots.length;
  const inScope = scopeOf(asked.scope ?? { kind: 'all' }, doc, loaded.graph.lngLat);
  const outside = new Set(lockedByScope(asked.scope, doc));
  const held = new Set(standing.held);
  // What is locked stays anyhow.
  const locks = new Set([...doc.locks, ...outside]);
  for (let u = 0; u < n; u++) if (!inScope(u) && doc.slots[u] !== UNASSIGNED && !locks.has(doc.slots[u])) held.add(u);
  const run: ScenarioDoc = { ...doc, locks, weights: { ...doc.weights, ...asked.weights, ...(asked.peopleBlind ? { disruption: 0 } : {}) } };
  const compacted = compact(run, loaded, { ...standing, held: [...held].sort((a, b) => a - b) });
  const { slots } = compacted;
  const { accountsOf, budget, constraint } = await budgetOf(units, workspaceId, state, { whole, slots }, asked);
  const movable = Uint8Array.from({ length: n }, (_, u) => (held.has(u) || locks.has(doc.slots[u]) ? 0 : 1));
  const [first] = compacted.demand.measures;
  const demand: Demand = {
    ...compacted.demand,
    ...(constraint === null ? {} : { constraints: [...(compacted.demand.constraints ?? []), constraint], baseline: slots }),
    // What somebody looks after is counted in what the plan is about, not in cells.
    ...(asked.weights?.disruption && !asked.peopleBlind ? { priced: first.key } : {}),
  };
  return { ...whole, live: compacted.live, slots, demand, movable, accountsOf, outside, budget };
}

/** Whether a unit may change by the scope alone. */
function scopeOf(scope: DesignScope, { slots }: ScenarioDoc, lngLat: Float64Array): (unit: number) => boolean {
  switch (scope.kind) {
    case 'all': return () => true;
    case 'unassigned': return (u) => slots[u] === UNASSIGNED;
    case 'units': {
      const wanted = new Set(scope.units);
      return (u) => wanted.has(u);
    }
    case 'territories': {
      const wanted = new Set(scope.slots);
      return (u) => wanted.has(slots[u]);
    }
    case 'area': {
      const [west, south, east, north] = scope.bounds;
      return (u) => {
        const [lng, lat] = [lngLat[2 * u], lngLat[2 * u + 1]];
        return lat >= south && lat <= north && (west <= east ? lng >= west && lng <= east : lng >= west || lng <= east);
      };
    }
  }
}

/** Territories that a scope of territories leaves out. Those without ground have nothing to keep and have to get some. */
function lockedByScope(scope: DesignScope | undefined, { territories, slots }: ScenarioDoc): number[] {
  if (scope?.kind !== 'territories') return [];
  const wanted = new Set(scope.slots);
  const grounded = new Set(slots);
  return territories.flatMap((territory, slot) => (territory !== null && territory.level === 0 && grounded.has(slot) && !wanted.has(slot) ? [slot] : []));
}

async function budgetOf(units: UnitSets, workspaceId: string, { row }: StateOfPlan, { whole, slots }: { whole: DemandedScenario; slots: Uint16Array }, { budget }: SolveAsked): Promise<{ accountsOf: Float64Array<ArrayBuffer>; budget: BudgetAsked | null; constraint: Constraint | null }> {
  const { unit } = await units.places(workspaceId, row.unit_set_id);
  const apart = new Set(whole.standing.named.map(({ position }) => position));
  const accountsOf = new Float64Array(slots.length);
  unit.forEach((u, position) => {
    if (!apart.has(position)) accountsOf[u]++;
  });
  if (budget === undefined) return { accountsOf, budget: null, constraint: null };
  const measure = whole.demand.measures.find(({ key }) => key === budget.what);
  if (measure === undefined && budget.what !== 'units' && budget.what !== 'accounts') {
    throw new AppError('request.invalid', { where: 'budget.what', expected: `units, accounts or one of ${whole.demand.measures.map(({ key }) => key).join(', ')}`, found: budget.what });
  }
  const amounts = measure?.values ?? (budget.what === 'accounts' ? accountsOf : new Float64Array(slots.length).fill(1));
  const of = slots.reduce((sum, slot, u) => (slot === UNASSIGNED ? sum : sum + amounts[u]), 0);
  // Where nobody covers anything, nothing can change hands.
  if (of === 0) return { accountsOf, budget: null, constraint: null };
  const max = budget.share * of;
  return { accountsOf, budget: { what: budget.what, max, of }, constraint: { type: 'budget', measure: measure?.key ?? null, max, ...(measure === undefined ? { counts: { name: budget.what, amounts, already: 0 } } : {}) } };
}
