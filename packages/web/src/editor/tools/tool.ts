/** A pointer on the map, in CSS pixels and Mercator coordinates, and the unit under it (-1 for none). */
export interface PointerAt {
  readonly px: number;
  readonly py: number;
  readonly x: number;
  readonly y: number;
  readonly unit: number;
  readonly shift: boolean;
}

export type ToolEvent =
  | ({ readonly type: 'down' | 'move' | 'up' | 'double' } & PointerAt)
  /** The pointer left the map or the window. */
  | { readonly type: 'leave' }
  | { readonly type: 'escape' }
  | { readonly type: 'backspace' }
  | { readonly type: 'enter' };

/** What is being drawn, in Mercator coordinates, x and y in turn. A line is open, a ring closes by itself. */
export interface Draft {
  readonly kind: 'ring' | 'line';
  readonly points: readonly number[];
  /** Corners are shown as dots: each is taken back by itself. */
  readonly corners: boolean;
}

/** What a click with a tool does to the unit under it. */
export type ClickKind = 'fill' | 'grow' | 'swap' | 'merge' | 'split' | 'lock' | 'hold';

/** What a tool asks for; the workspace carries it out. */
export type ToolEffect =
  | { readonly type: 'pick'; readonly unit: number; readonly add: boolean }
  | { readonly type: 'pickAll'; readonly unit: number }
  /** A stroke begins over this unit (-1 for none). */
  | { readonly type: 'begin'; readonly unit: number }
  /** Paint from one point to the next, both Mercator. `shift`: only what is unassigned. */
  | { readonly type: 'sweep'; readonly from: readonly [number, number]; readonly to: readonly [number, number]; readonly unit: number; readonly shift: boolean }
  | { readonly type: 'commit' }
  | { readonly type: 'cancel' }
  /** What is drawn so far; null when it is dropped. */
  | { readonly type: 'draft'; readonly draft: Draft | null }
  /** A finished ring, Mercator. */
  | { readonly type: 'enclose'; readonly ring: readonly number[] }
  /** A finished line, Mercator. */
  | { readonly type: 'cut'; readonly line: readonly number[] }
  | { readonly type: 'click'; readonly kind: ClickKind; readonly unit: number; readonly shift: boolean };

/** A tool is a reducer: no map, no document, only what happened and what is to be done. */
export interface Tool<S> {
  readonly idle: S;
  reduce(state: S, event: ToolEvent): { readonly state: S; readonly effects: readonly ToolEffect[] };
}

/** A hand that trembles is no drag, CSS pixels. */
export const STILL_PX = 4;
