import type { Edit, GivenCause, Territory } from '@hexalign/api/contract';

/** A gesture that the server has not confirmed yet. */
export interface Line {
  /** The name under which it is sent: what is sent twice is written once. */
  readonly id: string;
  /** State of the server that it was made on. */
  readonly seq: number;
  /** When it was made, ms since 1970. */
  readonly at: number;
  readonly edits: readonly Edit[];
  readonly cause?: GivenCause;
  /** Territories that it gives to, as they were; they can be had again where others removed them. */
  readonly into: readonly (readonly [slot: number, territory: Territory])[];
}

/** What of a gesture was not made, because others had changed the same places: it waits for a decision. */
export interface Unsettled extends Line {
  /** Why the server did not take it, where that is the reason. */
  readonly refused?: string;
}
