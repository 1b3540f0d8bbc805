import { describe, expect, it } from 'vitest';
import { readView, writeView } from './sides.ts';

const [one, other] = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'];

describe('the address of a comparison', () => {
  it('says again what was read of it', () => {
    const text = `sides=${one},${other}@12,owners,file:${one}&mode=swipe&pair=2-0`;
    const view = readView(new URLSearchParams(text));
    expect(view).toEqual({ sides: [one, `${other}@12`, 'owners', `file:${one}`], mode: 'swipe', pair: [2, 0] });
    expect(writeView(view)).toBe(text);
    expect(writeView(readView(new URLSearchParams(`a=${one}&b=force`)))).toBe(`sides=${one},force`);
  });

  it('leaves out what it does not know', () => {
    expect(readView(new URLSearchParams(`sides=${one},nobody,,force,force,force,force&mode=radar&pair=1-1`))).toEqual({ sides: [one, 'force', 'force', 'force'], mode: 'diff', pair: [0, 1] });
    expect(readView(new URLSearchParams(`sides=${one},force&pair=0-3`)).pair).toEqual([0, 1]);
  });
});
