import { STILL_PX, type Draft, type Tool } from './tool.ts';

/** The line so far, Mercator, x and y in turn, and where it began on the screen. */
export interface SplitState {
  readonly line: readonly number[];
  readonly px: readonly [number, number];
  readonly drag: boolean;
}

const draft = (points: readonly number[]): Draft => ({ kind: 'line', points, corners: false });

/** Split: a line drawn across a territory cuts it; a click names one that the options divide into parts. */
export const split: Tool<SplitState | null> = {
  idle: null,
  reduce(state, event) {
    switch (event.type) {
      case 'down':
        return { state: { line: [event.x, event.y], px: [event.px, event.py], drag: false }, effects: [] };
      case 'move': {
        if (!state) return { state, effects: [] };
        const drag = state.drag || Math.hypot(event.px - state.px[0], event.py - state.px[1]) > STILL_PX;
        const line = [...state.line, event.x, event.y];
        return { state: { ...state, line, drag }, effects: drag ? [{ type: 'draft', draft: draft(line) }] : [] };
      }
      case 'up':
        if (!state) return { state, effects: [] };
        return { state: null, effects: state.drag ? [{ type: 'cut', line: state.line }] : [{ type: 'click', kind: 'split', unit: event.unit, shift: event.shift }] };
      case 'leave':
        return { state: null, effects: state?.drag ? [{ type: 'cut', line: state.line }] : [] };
      case 'escape':
        return { state: null, effects: [{ type: 'draft', draft: null }, { type: 'click', kind: 'split', unit: -1, shift: false }] };
      default:
        return { state, effects: [] };
    }
  },
};
