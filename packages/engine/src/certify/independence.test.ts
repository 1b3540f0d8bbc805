import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const here = import.meta.dirname;

/** Every file of the engine that a file needs at run time, itself included. */
function reached(start: string, seen = new Set<string>()): Set<string> {
  if (seen.has(start)) return seen;
  seen.add(start);
  const source = readFileSync(start, 'utf8');
  for (const [, names, path] of source.matchAll(/^import (?!type )([^;]*?)from '(\.[^']+)';/gm)) {
    // `{ type A, type B }` is gone at run time.
    if (/^\{(?:\s*type [\w\s]+,?)+\s*\}\s*$/.test(names)) continue;
    reached(resolve(dirname(start), path), seen);
  }
  return seen;
}

describe('certify', () => {
  it('shares no code with the solver, nor with what prepares and validates its problems', () => {
    for (const door of ['certify.ts', 'bounds.ts', 'verifyCells.ts']) {
      const files = [...reached(resolve(here, door))].map((file) => file.slice(resolve(here, '..').length + 1));
      expect(files.length).toBeGreaterThan(1);
      expect(files.filter((file) => file.startsWith('solve/'))).toEqual([]);
      expect(files.filter((file) => file.startsWith('problem/') && file !== 'problem/problem.ts')).toEqual([]);
    }
  });

  it('derives the borders of cells without the code that builds graphs', () => {
    const files = [...reached(resolve(here, 'verifyCells.ts'))];
    expect(files.filter((file) => file.includes('/graph/') || file.includes('/shape/'))).toEqual([]);
  });
});
