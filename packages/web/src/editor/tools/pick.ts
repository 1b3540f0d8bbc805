import { STILL_PX, type Tool } from './tool.ts';

/** Where the pointer went down, while it is down. */
export type PickState = { readonly px: number; readonly py: number } | null;

/** Select: a click takes a unit, Shift adds, a double click takes the territory. A drag is the map's. */
export const pick: Tool<PickState> = {
  idle: null,
  reduce(state, event) {
    if (event.type === 'down') return { state: { px: event.px, py: event.py }, effects: [] };
    if (event.type === 'double') return { state: null, effects: [{ type: 'pickAll', unit: event.unit }] };
    if (event.type === 'up') {
      if (!state || Math.hypot(event.px - state.px, event.py - state.py) > STILL_PX) return { state: null, effects: [] };
      return { state: null, effects: [{ type: 'pick', unit: event.unit, add: event.shift }] };
    }
    if (event.type === 'escape') return { state: null, effects: [{ type: 'pick', unit: -1, add: false }] };
    return { state: event.type === 'leave' ? null : state, effects: [] };
  },
};
