import { STILL_PX, type Draft, type PointerAt, type Tool, type ToolEffect } from './tool.ts';

/** Corners so far, x and y in turn, Mercator; where the pointer went down and where it is. */
export interface PolygonState {
  readonly corners: readonly number[];
  readonly down: readonly [number, number] | null;
  readonly at: readonly [number, number] | null;
}

const idle: PolygonState = { corners: [], down: null, at: null };

function drawn({ corners, at }: PolygonState): ToolEffect {
  if (corners.length === 0) return { type: 'draft', draft: null };
  const draft: Draft = { kind: 'ring', points: at ? [...corners, ...at] : corners, corners: true };
  return { type: 'draft', draft };
}

/** Ends the polygon: two corners are no ring, and stay. */
function finish(state: PolygonState): { state: PolygonState; effects: readonly ToolEffect[] } {
  if (state.corners.length < 6) return { state, effects: [] };
  return { state: idle, effects: [{ type: 'enclose', ring: state.corners }] };
}

function withCorner(state: PolygonState, { x, y }: PointerAt): PolygonState {
  const { corners } = state;
  // The second click of a double click stands where the first one stood.
  const twice = corners.length >= 2 && corners[corners.length - 2] === x && corners[corners.length - 1] === y;
  return { corners: twice ? corners : [...corners, x, y], down: null, at: [x, y] };
}

/** Polygon: a click is a corner. Enter or a double click ends it, Backspace takes the last corner back, Escape the whole shape. */
export const polygon: Tool<PolygonState> = {
  idle,
  reduce(state, event) {
    switch (event.type) {
      case 'down':
        return { state: { ...state, down: [event.px, event.py] }, effects: [] };
      case 'move': {
        if (state.corners.length === 0) return { state, effects: [] };
        const next: PolygonState = { ...state, at: [event.x, event.y] };
        return { state: next, effects: [drawn(next)] };
      }
      case 'up': {
        const { down } = state;
        if (!down || Math.hypot(event.px - down[0], event.py - down[1]) > STILL_PX) return { state: { ...state, down: null }, effects: [] };
        const next = withCorner(state, event);
        return { state: next, effects: [drawn(next)] };
      }
      case 'double':
      case 'enter':
        return finish(state);
      case 'backspace': {
        if (state.corners.length === 0) return { state, effects: [] };
        const next: PolygonState = { ...state, corners: state.corners.slice(0, -2) };
        return { state: next, effects: [drawn(next)] };
      }
      case 'escape':
        return { state: idle, effects: [{ type: 'draft', draft: null }] };
      case 'leave':
        return { state: { ...state, down: null }, effects: [] };
    }
  },
};
