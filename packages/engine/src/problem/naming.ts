/** What a planner calls a territory. */
export type NameOf = (slot: number) => string;

/** `T01`, `T02` ... as in every file and on every screen. */
export function plainName(slot: number): string {
  return `T${String(slot + 1).padStart(2, '0')}`;
}

/** @param names k names of territories; plain ones where there are none */
export function namesOf(names: readonly string[] | undefined): NameOf {
  return (slot) => names?.[slot] ?? plainName(slot);
}
