import { describe, expect, it } from 'vitest';
import { brush } from './brush.ts';
import { lasso } from './lasso.ts';
import { pick } from './pick.ts';
import type { Tool, ToolEffect, ToolEvent } from './tool.ts';

const at = (px: number, py: number, more: { unit?: number; shift?: boolean } = {}) => ({ px, py, x: px / 1000, y: py / 1000, unit: 7, shift: false, ...more });

/** Runs events through a tool and collects what it asks for. */
function play<S>(tool: Tool<S>, events: readonly ToolEvent[]): ToolEffect[] {
  let state = tool.idle;
  return events.flatMap((event) => {
    const result = tool.reduce(state, event);
    state = result.state;
    return [...result.effects];
  });
}

describe('brush', () => {
  it('paints from press to release, one stroke', () => {
    const effects = play(brush, [{ type: 'move', ...at(1, 1) }, { type: 'down', ...at(2, 2) }, { type: 'move', ...at(5, 2) }, { type: 'up', ...at(5, 2) }, { type: 'move', ...at(9, 9) }]);
    expect(effects.map(({ type }) => type)).toEqual(['begin', 'sweep', 'sweep', 'commit']);
    expect(effects[2]).toMatchObject({ from: [0.002, 0.002], to: [0.005, 0.002], unit: 7 });
  });

  it('keeps the stroke when the pointer leaves the map, and drops it on Escape', () => {
    expect(play(brush, [{ type: 'down', ...at(2, 2) }, { type: 'leave' }, { type: 'move', ...at(3, 3) }]).at(-1)).toEqual({ type: 'commit' });
    expect(play(brush, [{ type: 'down', ...at(2, 2) }, { type: 'escape' }, { type: 'up', ...at(3, 3) }]).at(-1)).toEqual({ type: 'cancel' });
  });
});

describe('lasso', () => {
  it('encloses what was drawn round', () => {
    const effects = play(lasso, [{ type: 'down', ...at(0, 0) }, { type: 'move', ...at(10, 0) }, { type: 'move', ...at(10, 10) }, { type: 'up', ...at(10, 10) }]);
    expect(effects.at(-1)).toEqual({ type: 'enclose', ring: [0, 0, 0.01, 0, 0.01, 0.01] });
  });

  it('takes a click for nothing, Backspace for one point, Escape for the whole ring', () => {
    expect(play(lasso, [{ type: 'down', ...at(0, 0) }, { type: 'up', ...at(0, 0) }]).at(-1)).toEqual({ type: 'ring', ring: [] });
    expect(play(lasso, [{ type: 'down', ...at(0, 0) }, { type: 'move', ...at(10, 0) }, { type: 'backspace' }]).at(-1)).toEqual({ type: 'ring', ring: [0, 0] });
    expect(play(lasso, [{ type: 'down', ...at(0, 0) }, { type: 'move', ...at(10, 0) }, { type: 'escape' }, { type: 'up', ...at(1, 1) }]).at(-1)).toEqual({ type: 'ring', ring: [] });
  });
});

describe('select', () => {
  it('picks on a click, not at the end of a drag', () => {
    expect(play(pick, [{ type: 'down', ...at(5, 5) }, { type: 'up', ...at(6, 6, { shift: true }) }])).toEqual([{ type: 'pick', unit: 7, add: true }]);
    expect(play(pick, [{ type: 'down', ...at(5, 5) }, { type: 'up', ...at(60, 6) }])).toEqual([]);
  });

  it('takes the whole territory on a double click and lets go on Escape', () => {
    expect(play(pick, [{ type: 'double', ...at(5, 5, { unit: 3 }) }])).toEqual([{ type: 'pickAll', unit: 3 }]);
    expect(play(pick, [{ type: 'escape' }])).toEqual([{ type: 'pick', unit: -1, add: false }]);
  });
});
