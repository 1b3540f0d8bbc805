import { describe, expect, it } from 'vitest';
import { asAreas } from './asAreas.ts';
import { de } from './de.ts';
import { en } from './en.ts';

/** Everything that a catalogue says without being told anything. */
function sentences(words: unknown): string[] {
  if (typeof words === 'string') return [words];
  return typeof words === 'object' && words !== null ? Object.entries(words).flatMap(([key, value]) => (key === 'asAreas' ? [] : sentences(value))) : [];
}

describe('a catalogue that speaks of areas', () => {
  it('says area wherever it said cell, in its form, in both languages', () => {
    expect(asAreas(en).workspace.notice.moved(2, 'North', 'South')).toBe('Moved 2 areas from North to South');
    expect(asAreas(en).drawing.hints.select).toBe('Click an area. Shift adds. Double-click takes the territory.');
    expect(sentences(asAreas(en)).filter((said) => /\bcells?\b/i.test(said))).toEqual([]);
    expect(sentences(asAreas(en)).filter((said) => said.includes('H3'))).toEqual([]);
    expect(sentences(asAreas(de)).filter((said) => /zell(?:e|zeiger)/i.test(said))).toEqual([]);
  });

  it('leaves names as they are, and words that only hold the letters', () => {
    expect(asAreas(en).drawing.shape.move('Cell towers, a cell')).toBe('Move to Cell towers, a cell');
    expect(asAreas(en).cursor.cell(null, 1, null, 'Cell towers', ['Solar cells'])).toContain('Cell towers; borders Solar cells');
    expect(asAreas({ ...en, shell: { ...en.shell, close: 'excellent, miscellaneous' } }).shell.close).toBe('excellent, miscellaneous');
  });

  it('is made once', () => {
    expect(asAreas(en)).toBe(asAreas(en));
  });
});
