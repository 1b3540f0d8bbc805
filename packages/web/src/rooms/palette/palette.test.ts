import { describe, expect, it } from 'vitest';
import type { Territory } from '@hexalign/api/contract';
import { palette as de } from '../../text/de/palette.ts';
import { palette as en } from '../../text/en/palette.ts';
import { fuzzy } from './fuzzy.ts';
import { sentenceOf } from './sentence.ts';

const territories = ['North', 'North East', 'East', 'Münster'].map((name, i): Territory => ({ id: `T${i}`, name, colour: null, person: null, parent: null, level: 0 }));
const read = (typed: string, grammar = en.grammar) => sentenceOf(typed, grammar, territories);

describe('a sentence in the palette', () => {
  it('names two territories to merge, by whole names first', () => {
    expect(read('merge North into East')).toEqual({ kind: 'merge', pairs: [{ slot: 0, into: 2 }] });
    expect(read('Merge  nor  INTO "munster"')).toEqual({ kind: 'merge', pairs: [{ slot: 0, into: 3 }, { slot: 1, into: 3 }] });
    expect(read('merge East into East')).toEqual({ kind: 'merge', pairs: [] });
    for (const typed of ['North in East zusammenlegen', 'Lege North mit East zusammen', 'führe North in East zusammen']) expect(read(typed, de.grammar)).toEqual({ kind: 'merge', pairs: [{ slot: 0, into: 2 }] });
  });

  it('asks for owners and places, and locks', () => {
    expect(read('who owns Acme?')).toEqual({ kind: 'owner', words: 'Acme' });
    expect(read('go to Denver')).toEqual({ kind: 'go', words: 'Denver' });
    expect(read('lock all')).toEqual({ kind: 'locks', to: true });
    expect(read('unlock all')).toEqual({ kind: 'locks', to: false });
    expect(read('wem gehört Acme', de.grammar)).toEqual({ kind: 'owner', words: 'Acme' });
    expect([read('Who has Acme?'), read('jump to Denver'), read('Lock everything')]).toEqual([{ kind: 'owner', words: 'Acme' }, { kind: 'go', words: 'Denver' }, { kind: 'locks', to: true }]);
    expect([read('Wer betreut Acme?', de.grammar), read('Springe zu Denver', de.grammar), read('alle Gebiete sperren', de.grammar), read('alles entsperren', de.grammar)]).toEqual([{ kind: 'owner', words: 'Acme' }, { kind: 'go', words: 'Denver' }, { kind: 'locks', to: true }, { kind: 'locks', to: false }]);
  });

  it('is none when it is the name of a command', () => {
    expect([read('merge'), read('lock'), read('go to'), read('undo')]).toEqual([null, null, null, null]);
  });
});

describe('fuzzy matching', () => {
  it('prefers the beginning of words, and takes letters in their order', () => {
    const best = (typed: string, titles: string[]): string[] => titles.flatMap((title) => (fuzzy(typed, title) === null ? [] : [title])).toSorted((a, b) => fuzzy(typed, a)! - fuzzy(typed, b)!);
    expect(best('und', ['Redo', 'Round off', 'Undo'])).toEqual(['Undo', 'Round off']);
    expect(best('brsh', ['Brush', 'Grow or shrink by a ring', 'Lasso'])).toEqual(['Brush']);
    expect(fuzzy('show every', 'Show everything')).not.toBeNull();
    expect(fuzzy('xz', 'Show everything')).toBeNull();
    expect(fuzzy('', 'Undo')).toBe(0);
  });
});
