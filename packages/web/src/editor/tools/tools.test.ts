import { describe, expect, it } from 'vitest';
import { brush } from './brush.ts';
import { lasso } from './lasso.ts';
import { pick } from './pick.ts';
import { polygon } from './polygon.ts';
import { metresBetween, radius } from './radius.ts';
import { rectangle } from './rectangle.ts';
import { tools } from './tools.ts';
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
    expect(play(lasso, [{ type: 'down', ...at(0, 0) }, { type: 'up', ...at(0, 0) }]).at(-1)).toEqual({ type: 'draft', draft: null });
    expect(play(lasso, [{ type: 'down', ...at(0, 0) }, { type: 'move', ...at(10, 0) }, { type: 'backspace' }]).at(-1)).toMatchObject({ draft: { points: [0, 0] } });
    expect(play(lasso, [{ type: 'down', ...at(0, 0) }, { type: 'move', ...at(10, 0) }, { type: 'escape' }, { type: 'up', ...at(1, 1) }]).at(-1)).toEqual({ type: 'draft', draft: null });
  });
});

describe('polygon', () => {
  const click = (px: number, py: number): ToolEvent[] => [{ type: 'down', ...at(px, py) }, { type: 'up', ...at(px, py) }];
  const three = [...click(0, 0), ...click(10, 0), ...click(10, 10)];

  it('ends on Enter and on a double click, whose second click is no corner', () => {
    const ring = [0, 0, 0.01, 0, 0.01, 0.01];
    expect(play(polygon, [...three, { type: 'enter' }]).at(-1)).toEqual({ type: 'enclose', ring });
    expect(play(polygon, [...three, ...click(10, 10), { type: 'double', ...at(10, 10) }]).at(-1)).toEqual({ type: 'enclose', ring });
    expect(play(polygon, [...click(0, 0), ...click(10, 0), { type: 'enter' }]).some(({ type }) => type === 'enclose')).toBe(false);
  });

  it('takes back one corner on Backspace, all on Escape, and takes a drag for no corner', () => {
    expect(play(polygon, [...three, { type: 'backspace' }]).at(-1)).toMatchObject({ draft: { points: [0, 0, 0.01, 0, 0.01, 0.01], corners: true } });
    expect(play(polygon, [...click(0, 0), { type: 'backspace' }]).at(-1)).toEqual({ type: 'draft', draft: null });
    expect(play(polygon, [...three, { type: 'escape' }, { type: 'enter' }]).at(-1)).toEqual({ type: 'draft', draft: null });
    expect(play(polygon, [{ type: 'down', ...at(0, 0) }, { type: 'up', ...at(50, 0) }])).toEqual([]);
  });
});

describe('rectangle and radius', () => {
  it('enclose what a drag spans, and nothing on a click', () => {
    const drag: ToolEvent[] = [{ type: 'down', ...at(500, 500) }, { type: 'move', ...at(520, 510) }, { type: 'up', ...at(520, 510) }];
    expect(play(rectangle, drag).at(-1)).toEqual({ type: 'enclose', ring: [0.5, 0.5, 0.52, 0.5, 0.52, 0.51, 0.5, 0.51] });
    expect(play(rectangle, [{ type: 'down', ...at(0, 0) }, { type: 'up', ...at(1, 1) }])).toEqual([]);
    const circle = play(radius, drag).at(-1) as unknown as { ring: number[] };
    for (let i = 0; i < circle.ring.length; i += 2) expect(metresBetween([0.5, 0.5], [circle.ring[i], circle.ring[i + 1]])).toBeCloseTo(metresBetween([0.5, 0.5], [0.52, 0.51]), 0);
  });

  it('drop the shape on Escape', () => {
    expect(play(rectangle, [{ type: 'down', ...at(0, 0) }, { type: 'move', ...at(50, 50) }, { type: 'escape' }, { type: 'up', ...at(50, 50) }]).at(-1)).toEqual({ type: 'draft', draft: null });
  });
});

describe('tools that click', () => {
  it('name the unit and Shift, let go on Escape, and take a drag for nothing', () => {
    expect(play(tools.grow, [{ type: 'down', ...at(5, 5) }, { type: 'up', ...at(6, 6, { shift: true }) }])).toEqual([{ type: 'click', kind: 'grow', unit: 7, shift: true }]);
    expect(play(tools.fill, [{ type: 'down', ...at(5, 5) }, { type: 'up', ...at(60, 6) }])).toEqual([]);
    expect(play(tools.swap, [{ type: 'escape' }])).toEqual([{ type: 'click', kind: 'swap', unit: -1, shift: false }]);
  });

  it('split by a line when it is drawn, by a click otherwise', () => {
    expect(play(tools.split, [{ type: 'down', ...at(0, 0) }, { type: 'move', ...at(50, 0) }, { type: 'up', ...at(50, 0) }]).at(-1)).toEqual({ type: 'cut', line: [0, 0, 0.05, 0] });
    expect(play(tools.split, [{ type: 'down', ...at(0, 0) }, { type: 'up', ...at(0, 0) }])).toEqual([{ type: 'click', kind: 'split', unit: 7, shift: false }]);
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
