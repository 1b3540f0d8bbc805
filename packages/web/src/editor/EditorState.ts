import type { Edit, GivenCause, GoalDoc, Hold, Named, ScenarioStatus, Territory } from '@hexalign/api/contract';
import type { Figure } from './figures.ts';
import type { Unsettled } from './journal/Line.ts';
import type { Refusal } from './Refusal.ts';
import type { Gift } from './Stroke.ts';

/** Where the work is: on the server, on its way, or waiting for a server that does not answer; `kept`: until then, on the disk of this computer. */
export type SaveState =
  | { readonly kind: 'saved'; readonly at: number }
  | { readonly kind: 'saving' }
  | { readonly kind: 'waiting'; readonly gestures: number; readonly kept: boolean };

/** What a stroke in the making moves. */
export interface StrokeView {
  readonly to: number;
  readonly units: number;
  readonly accounts: number;
  /** Figures before the stroke, of the receiver and of every donor. */
  readonly before: ReadonlyMap<number, Figure>;
  /** Slots that gave, most units first. */
  readonly donors: readonly number[];
  /** Units and accounts taken from each donor. */
  readonly given: ReadonlyMap<number, Gift>;
  /** What the stroke met last that did not go along. */
  readonly refused: Refusal | null;
}

/** What screens may know of the open scenario; a new object after every change, its unchanged parts the same as before. */
export interface EditorState {
  /** The units that it stands on; other ones when the accounts of the plan changed. */
  readonly unitsId: string;
  readonly seq: number;
  /** Only a draft takes changes. */
  readonly status: ScenarioStatus;
  readonly territories: readonly (Territory | null)[];
  readonly locks: ReadonlySet<number>;
  readonly goals: readonly GoalDoc[];
  /** What stays where it is, by `unit 17` or `account A-17`. */
  readonly holds: ReadonlyMap<string, Hold>;
  /** Exceptions, by the external id of the account. */
  readonly named: ReadonlyMap<string, Named>;
  /** By slot. */
  readonly figures: readonly Figure[];
  readonly unassigned: Figure;
  readonly stroke: StrokeView | null;
  readonly save: SaveState;
  /** What one did and others changed meanwhile: it waits for a decision. */
  readonly unsettled: readonly Unsettled[];
  readonly undo: number | null;
  readonly redo: number | null;
  /** Counts every change of the committed assignment. */
  readonly revision: number;
}

/** A share of the change budget that is passed: what is counted, what may be used, and what would be, 0-1. */
export interface Over {
  readonly what: string;
  readonly allowed: number;
  readonly used: number;
}

/** Something the planner should be told once. */
export type Notice =
  | { readonly kind: 'moved'; readonly units: number; readonly from: readonly number[]; readonly to: readonly number[] }
  | { readonly kind: 'undid' | 'redid'; readonly units: number; readonly from: readonly number[]; readonly to: readonly number[] }
  /** The accounts of the plan changed: measures are summed anew. `newUnits`: ground that nobody has yet; `file`: what brought it, null for a change by hand. */
  | { readonly kind: 'grown'; readonly newUnits: number; readonly file: string | null }
  | { readonly kind: 'merged'; readonly met: number }
  /** Changes that had waited on this computer were brought back. */
  | { readonly kind: 'broughtBack'; readonly gestures: number }
  /** Others had changed some places: one's own changes there wait for a decision. */
  | { readonly kind: 'unsettled' }
  | { readonly kind: 'refused'; readonly message: string }
  /** A gesture would let more change owner than the plan's budget allows: it was not made, and may be asked for. */
  | { readonly kind: 'overBudget'; readonly edits: readonly Edit[]; readonly cause: GivenCause | undefined; readonly baseSeq: number; readonly over: readonly Over[] }
  /** Nothing of a gesture went along. */
  | { readonly kind: 'met'; readonly refusal: Refusal }
  | { readonly kind: 'nothing'; readonly direction: 'undo' | 'redo' }
  /** Others changed since what an undo would change: nothing was undone. `units` go `to` where one's own side is restored. */
  | { readonly kind: 'collides'; readonly direction: 'undo' | 'redo'; readonly units: readonly number[]; readonly to: readonly number[] }
  | { readonly kind: 'readOnly' }
  /** The scenario is no draft. `kept`: changes that were made before this page knew; they wait for a decision. */
  | { readonly kind: 'frozen'; readonly kept: number };
