import type { Constraint, ScenarioConstraint, ScenarioDoc } from '@hexalign/engine';
import type { Relaxation, SolveAsked } from '../../contract/solving.ts';
import type { AskedScenario } from './askedDemand.ts';
import type { Explained, Given } from './explainDemand.ts';

/** What the demands of a design come from. */
export interface Asking {
  readonly asked: SolveAsked;
  /** The state with what the request changes of it first. */
  readonly doc: ScenarioDoc;
  readonly scenario: AskedScenario;
  /** Subjects of the holds that keep a unit where it is. */
  readonly holdsOn: (unit: number) => readonly string[];
}

type Numbers = NonNullable<NonNullable<NonNullable<SolveAsked['lift']>['constraints']>[number]['numbers']>;

/**
 * The cheapest way out of a clash as the request that takes it; null where it can be told in words only, such as a unit that has to
 * be divided.
 */
export function relaxationOf(advice: NonNullable<Explained['advice']>, asking: Asking): Relaxation | null {
  const { asked, doc, scenario } = asking;
  const { cheapest, milder, text } = advice;
  const { live, slots } = scenario;
  if (cheapest.kind === 'goal') {
    if (milder?.kind !== 'goal') return null;
    const { measure, tolerance } = milder;
    const others = asked.goals?.filter((goal) => goal.measure !== measure) ?? [];
    return { kind: 'tolerance', text, request: { ...asked, goals: [...others, { ...asked.goals?.find((goal) => goal.measure === measure), measure, tolerance }] } };
  }
  if (cheapest.kind === 'group') return withoutConstraints(asking, text, ({ type, ...rest }) => type === 'keepTogether' && (rest as { units: readonly number[] }).units.some((u) => cheapest.units.includes(u)));
  const { constraint } = cheapest;
  switch (constraint.type) {
    case 'lock': {
      const slot = live[constraint.slot];
      if (scenario.outside.has(slot)) return wider(asking, doc.territories[slot]!.name, slot, null);
      return { kind: 'lock', text, request: { ...asked, lift: { ...asked.lift, locks: [...(asked.lift?.locks ?? []), slot] } } };
    }
    case 'hold': {
      const [unit] = constraint.units;
      const subjects = asking.holdsOn(unit);
      if (subjects.length === 0) return wider(asking, doc.territories[live[slots[unit]]]?.name ?? '', live[slots[unit]], unit);
      return { kind: 'hold', text, request: { ...asked, lift: { ...asked.lift, holds: [...(asked.lift?.holds ?? []), ...subjects] } } };
    }
    case 'budget': {
      const own = scenario.budget !== null && constraint.from === undefined && constraint.max === scenario.budget.max;
      if (!own) return numbers(asking, text, constraint, milder);
      const { budget, ...rest } = asked;
      const share = milder?.kind === 'constraint' && milder.constraint.type === 'budget' ? Math.ceil((milder.constraint.max / scenario.budget.of) * 1000 - 1e-6) / 1000 : 1;
      return { kind: 'budget', text, request: share < 1 ? { ...rest, budget: { ...budget!, share } } : rest };
    }
    default: return numbers(asking, text, constraint, milder);
  }
}

/** The scope with a territory, or a unit, more in it; the whole plan where it is given in other terms. */
function wider({ asked }: Asking, name: string, slot: number, unit: number | null): Relaxation {
  const { scope, ...rest } = asked;
  if (scope?.kind === 'territories') return { kind: 'scope', text: `Let ${name} change, too.`, request: { ...rest, scope: { ...scope, slots: [...scope.slots, slot] } } };
  if (scope?.kind === 'units' && unit !== null) return { kind: 'scope', text: `Let one more unit of ${name} change.`, request: { ...rest, scope: { ...scope, units: [...scope.units, unit] } } };
  return { kind: 'scope', text: 'Let the whole plan change.', request: rest };
}

/** A constraint of the scenario with the numbers that would do, or without it. */
function numbers(asking: Asking, text: string, constraint: Constraint, milder: Given | null): Relaxation | null {
  const put = milder?.kind === 'constraint' ? numbersOf(milder.constraint) : null;
  return withoutConstraints(asking, text, (own) => isSame(own, constraint, asking.scenario.live), put);
}

function withoutConstraints({ asked, doc }: Asking, text: string, isMeant: (own: ScenarioConstraint) => boolean, put: Numbers | null = null): Relaxation | null {
  const ids = [...doc.constraints].flatMap(([id, own]) => (isMeant(own) ? [id] : []));
  if (ids.length === 0) return null;
  const others = asked.lift?.constraints?.filter(({ id }) => !ids.includes(id)) ?? [];
  return { kind: 'constraint', text, request: { ...asked, lift: { ...asked.lift, constraints: [...others, ...ids.map((id) => ({ id, numbers: put }))] } } };
}

function numbersOf(constraint: Constraint): Numbers | null {
  switch (constraint.type) {
    case 'capacity': return { min: constraint.min, ...(constraint.max === Infinity ? {} : { max: constraint.max }) };
    case 'budget': return { max: constraint.max };
    case 'home': return { ...(constraint.reachKm === undefined ? {} : { reachKm: constraint.reachKm }), ...(constraint.centreKm === undefined ? {} : { centreKm: constraint.centreKm }) };
    default: return null;
  }
}

/** Whether a constraint of the document is the engine's. */
function isSame(own: ScenarioConstraint, asked: Constraint, live: readonly number[]): boolean {
  if (own.type !== asked.type) return false;
  if (own.type === 'barrier' && asked.type === 'barrier') return own.pairs.length === asked.pairs.length && own.pairs.every((unit, i) => unit === asked.pairs[i]);
  if (own.type === 'budget' && asked.type === 'budget') return own.measure === asked.measure && own.max === asked.max && own.from === (asked.from === undefined ? null : live[asked.from]);
  if (!('slot' in own) || !('slot' in asked) || own.slot !== live[asked.slot]) return false;
  if (own.type === 'capacity' && asked.type === 'capacity') return own.measure === asked.measure && (own.min ?? 0) === asked.min && (own.max ?? Infinity) === asked.max;
  return own.type !== 'seed' || asked.type !== 'seed' || own.unit === asked.unit;
}
