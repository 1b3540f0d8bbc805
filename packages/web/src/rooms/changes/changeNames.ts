import type { AccountChanges } from '@hexalign/api/contract';

/** How the territories of a list of changes are called and coloured, by index; -1 is nobody. */
export interface ChangeNames {
  name(index: number): string;
  person(index: number): string | null;
  colour(index: number): number | null;
}

/** @param kept colours by slot of the scenario that the list is of */
export function changeNames({ territories }: AccountChanges, kept: readonly (number | null)[], nobody: string): ChangeNames {
  const slot = (index: number): number => territories[index].slotAfter ?? territories[index].slotBefore ?? index;
  return {
    name: (index) => (index < 0 ? nobody : territories[index].name),
    person: (index) => (index < 0 ? null : territories[index].person),
    colour: (index) => (index < 0 ? null : (kept[slot(index)] ?? slot(index) % 9)),
  };
}
