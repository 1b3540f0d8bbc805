import type { ScenarioDoc } from '@hexalign/engine';
import type { PeopleLeftOut } from '../../contract/solving.ts';
import type { StateOfPlan } from './demand.ts';

/** A state without what people ask of it: the points where they live, and how far from there they go. */
export function withoutPeople<S extends StateOfPlan>(open: S): S {
  const { doc } = open.state;
  const constraints = new Map([...doc.constraints].filter(([, { type }]) => type !== 'home'));
  return { ...open, state: { ...open.state, doc: { ...doc, constraints } } };
}

/** What is not looked at where people are left out: homes, and the wish that accounts stay with whom they are with. */
export function peopleLeftOut({ constraints, weights }: Pick<ScenarioDoc, 'constraints' | 'weights'>): PeopleLeftOut {
  return { homes: [...constraints.values()].filter(({ type }) => type === 'home').length, relationships: weights.disruption > 0 };
}
