/** Units and where each is to go; two lists of one length. */
export interface Moves {
  readonly units: readonly number[];
  readonly to: readonly number[];
}

/** All of these units to one slot. */
export function allTo(units: readonly number[], slot: number): Moves {
  return { units, to: units.map(() => slot) };
}
