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
  | { readonly type: 'backspace' };

/** What a tool asks for; the workspace carries it out. */
export type ToolEffect =
  | { readonly type: 'pick'; readonly unit: number; readonly add: boolean }
  | { readonly type: 'pickAll'; readonly unit: number }
  /** A stroke begins over this unit (-1 for none). */
  | { readonly type: 'begin'; readonly unit: number }
  /** Paint from one point to the next, both Mercator. */
  | { readonly type: 'sweep'; readonly from: readonly [number, number]; readonly to: readonly [number, number]; readonly unit: number }
  | { readonly type: 'commit' }
  | { readonly type: 'cancel' }
  /** The ring so far, x and y in turn, Mercator. */
  | { readonly type: 'ring'; readonly ring: readonly number[] }
  | { readonly type: 'enclose'; readonly ring: readonly number[] };

/** A tool is a reducer: no map, no document, only what happened and what is to be done. */
export interface Tool<S> {
  readonly idle: S;
  reduce(state: S, event: ToolEvent): { readonly state: S; readonly effects: readonly ToolEffect[] };
}
