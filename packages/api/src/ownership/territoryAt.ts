import { UNASSIGNED, type ScenarioDoc } from '@hexalign/engine';
import type { Owner } from '../../contract/ownership.ts';

/** A territory as answers name it. */
export type TerritoryRef = NonNullable<Owner['territory']>;

/** The territory at a slot; null for unassigned ground. */
export function territoryAt({ territories }: Pick<ScenarioDoc, 'territories'>, slot: number): TerritoryRef | null {
  const territory = slot === UNASSIGNED ? null : (territories[slot] ?? null);
  return territory && { slot, id: territory.id, name: territory.name, person: territory.person };
}
