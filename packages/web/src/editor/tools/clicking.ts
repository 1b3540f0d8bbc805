import { STILL_PX, type ClickKind, type Tool } from './tool.ts';

/** Where the pointer went down, while it is down. */
export type ClickingState = { readonly px: number; readonly py: number } | null;

/** A tool that acts on the unit that is clicked. A drag does nothing, and Escape lets go of what was chosen. */
export function clicking(kind: ClickKind): Tool<ClickingState> {
  return {
    idle: null,
    reduce(state, event) {
      switch (event.type) {
        case 'down':
          return { state: { px: event.px, py: event.py }, effects: [] };
        case 'up':
          if (!state || Math.hypot(event.px - state.px, event.py - state.py) > STILL_PX) return { state: null, effects: [] };
          return { state: null, effects: [{ type: 'click', kind, unit: event.unit, shift: event.shift }] };
        case 'escape':
          return { state: null, effects: [{ type: 'click', kind, unit: -1, shift: false }] };
        case 'leave':
          return { state: null, effects: [] };
        default:
          return { state, effects: [] };
      }
    },
  };
}
