import { describe, expect, it } from 'vitest';
import { SeenIds } from './seenIds.ts';

describe('SeenIds', () => {
  it('tells the row that had an id, and takes no two of many for one', () => {
    const seen = new SeenIds();
    const ids = Array.from({ length: 60_000 }, (_, i) => [`${i + 1}`, `A-${i}`, `${i}-A`, String(i).padStart(12, '0'), `Ä${i}`, `${i} `]).flat();
    expect(ids.filter((id, i) => seen.add(id, i + 1) !== 0)).toEqual([]);
    expect(ids.filter((id, i) => seen.add(id, 1) !== i + 1)).toEqual([]);
    expect(seen.add('', 5)).toBe(0);
    expect(seen.add('', 6)).toBe(5);
  });
});
