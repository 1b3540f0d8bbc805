import { STILL_PX, type Draft, type Tool } from './tool.ts';

/** Where a drag began and where it is, Mercator, and whether it has become a drag. */
export interface SpanState {
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
  readonly px: readonly [number, number];
  readonly drag: boolean;
}

/**
 * A tool whose shape is spanned by one drag from a point to another; release encloses it, Escape drops it, and leaving the
 * map ends it as it is.
 *
 * @param shape the ring, x and y in turn, Mercator
 */
export function spanned(shape: (from: readonly [number, number], to: readonly [number, number]) => number[]): Tool<SpanState | null> {
  const draft = ({ from, to }: SpanState): Draft => ({ kind: 'ring', points: shape(from, to), corners: false });
  return {
    idle: null,
    reduce(state, event) {
      switch (event.type) {
        case 'down':
          return { state: { from: [event.x, event.y], to: [event.x, event.y], px: [event.px, event.py], drag: false }, effects: [] };
        case 'move': {
          if (!state) return { state, effects: [] };
          const drag = state.drag || Math.hypot(event.px - state.px[0], event.py - state.px[1]) > STILL_PX;
          const next: SpanState = { ...state, to: [event.x, event.y], drag };
          return { state: next, effects: drag ? [{ type: 'draft', draft: draft(next) }] : [] };
        }
        case 'up':
        case 'leave':
          return { state: null, effects: state?.drag ? [{ type: 'enclose', ring: shape(state.from, state.to) }] : [] };
        case 'escape':
          return { state: null, effects: [{ type: 'draft', draft: null }] };
        default:
          return { state, effects: [] };
      }
    },
  };
}
