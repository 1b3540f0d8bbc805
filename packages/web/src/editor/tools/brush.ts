import type { Tool } from './tool.ts';

/** Where the brush was last, while it paints. */
export type BrushState = { readonly x: number; readonly y: number } | null;

/** Brush and eraser: press, drag, release. Leaving the map ends the stroke and keeps it; Escape drops it. */
export const brush: Tool<BrushState> = {
  idle: null,
  reduce(state, event) {
    switch (event.type) {
      case 'down':
        return { state: { x: event.x, y: event.y }, effects: [{ type: 'begin', unit: event.unit }, { type: 'sweep', from: [event.x, event.y], to: [event.x, event.y], unit: event.unit, shift: event.shift }] };
      case 'move':
        if (!state) return { state, effects: [] };
        return { state: { x: event.x, y: event.y }, effects: [{ type: 'sweep', from: [state.x, state.y], to: [event.x, event.y], unit: event.unit, shift: event.shift }] };
      case 'up':
      case 'leave':
        return { state: null, effects: state ? [{ type: 'commit' }] : [] };
      case 'escape':
        return { state: null, effects: state ? [{ type: 'cancel' }] : [] };
      default:
        return { state, effects: [] };
    }
  },
};
