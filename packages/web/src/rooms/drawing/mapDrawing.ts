import type { RefObject } from 'react';
import type { ToolHandle } from './toolHandle.ts';
import type { AreaSet } from './useAreas.ts';
import type { BoundaryFile } from './useBoundaries.ts';
import type { LooseEnds } from './useLooseEnds.ts';
import type { Proposals } from './useProposals.ts';

/** What the map needs for drawing. */
export interface MapDrawing {
  /** Where keys reach the tool in hand. */
  readonly handle: RefObject<ToolHandle | null>;
  readonly areas: { readonly set: AreaSet | null };
  readonly proposals: Proposals;
  readonly loose: LooseEnds;
  readonly boundary: { readonly file: BoundaryFile | null; close(): void };
  /** Who holds, as a hold says. */
  readonly me: string;
}

const nothing = (): void => undefined;

/** A map that is looked at and not drawn on. */
export const lookedAt: MapDrawing = {
  handle: { current: null }, areas: { set: null }, me: '',
  proposals: { proposal: null, working: false, swap: nothing, swapCells: nothing, merge: nothing, evenOut: nothing, split: nothing, splitInto: nothing, offer: nothing, accept: nothing, drop: nothing },
  loose: { ends: [], repair: nothing, dismiss: nothing },
  boundary: { file: null, close: nothing },
};
