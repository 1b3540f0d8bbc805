import type { Draft, Tool } from './tool.ts';

/** The ring so far, x and y in turn; null when nothing is being drawn. */
export type LassoState = readonly number[] | null;

const draft = (points: readonly number[]): Draft => ({ kind: 'ring', points, corners: false });

/** Lasso: draw a ring round units; release encloses them. Backspace shortens the ring, Escape drops it. */
export const lasso: Tool<LassoState> = {
  idle: null,
  reduce(state, event) {
    switch (event.type) {
      case 'down': {
        const ring = [event.x, event.y];
        return { state: ring, effects: [{ type: 'draft', draft: draft(ring) }] };
      }
      case 'move': {
        if (!state) return { state, effects: [] };
        const ring = [...state, event.x, event.y];
        return { state: ring, effects: [{ type: 'draft', draft: draft(ring) }] };
      }
      case 'up':
      case 'leave':
        if (!state) return { state, effects: [] };
        return { state: null, effects: state.length >= 6 ? [{ type: 'enclose', ring: state }] : [{ type: 'draft', draft: null }] };
      case 'backspace': {
        if (!state || state.length <= 2) return { state, effects: [] };
        const ring = state.slice(0, -2);
        return { state: ring, effects: [{ type: 'draft', draft: draft(ring) }] };
      }
      case 'escape':
        return { state: null, effects: [{ type: 'draft', draft: null }] };
      default:
        return { state, effects: [] };
    }
  },
};
