import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slotsChanged, wayBack, type Now } from './placesBack.ts';

const N = 12;
const NOBODY = 0xffff;
const territory = (slot: number) => ({ id: `T${slot}`, name: `T${slot}`, colour: null, person: null, parent: null, level: 0 });
const slots = fc.array(fc.constantFrom(0, 1, 2, NOBODY), { minLength: N, maxLength: N }).map((list) => Uint16Array.from(list));
const now = (at: Uint16Array, refused: (u: number) => boolean = () => false): Now => ({ slots: at, state: { territories: [0, 1, 2].map(territory) }, refusalOf: (u) => (refused(u) ? { kind: 'locked' } : null) });

function after(at: Uint16Array, { units, to }: { units: number[]; to: number[] }): Uint16Array {
  const next = at.slice();
  units.forEach((u, i) => (next[u] = to[i]));
  return next;
}

describe('going back in one place', () => {
  it('gives a territory exactly the ground it had, and moves nothing that is not its own then or now', () => {
    fc.assert(fc.property(slots, slots, fc.constantFrom(0, 1, 2), (then, at, slot) => {
      const back = after(at, wayBack(then, now(at), { slot }));
      for (let u = 0; u < N; u++) {
        expect(back[u] === slot).toBe(then[u] === slot);
        if (then[u] !== slot && at[u] !== slot) expect(back[u]).toBe(at[u]);
        else expect(back[u]).toBe(then[u]);
      }
    }));
  });

  it('gives chosen cells to who had them, and leaves the others', () => {
    fc.assert(fc.property(slots, slots, fc.uniqueArray(fc.nat(N - 1)), (then, at, chosen) => {
      const cells = new Set(chosen);
      const back = after(at, wayBack(then, now(at), { cells }));
      for (let u = 0; u < N; u++) expect(back[u]).toBe(cells.has(u) ? then[u] : at[u]);
    }));
  });

  it('leaves and counts what is locked, held, or was in a territory that is gone', () => {
    const then = Uint16Array.from([0, 0, 0, 3]);
    const at = Uint16Array.from([1, 1, 0, 0]);
    expect(wayBack(then, now(at, (u) => u === 1), { slot: 0 })).toEqual({ units: [0], to: [0], stay: 2 });
  });

  it('lists the territories that were different, the most different first', () => {
    expect(slotsChanged(Uint16Array.from([0, 0, 1, 2]), now(Uint16Array.from([1, 1, NOBODY, 2])))).toEqual([{ slot: 1, units: 3 }, { slot: 0, units: 2 }]);
    expect(slotsChanged(Uint16Array.from([0]), now(Uint16Array.from([0])))).toEqual([]);
  });
});
