import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { meets, setCovers, type KeptCover } from './covers.ts';

const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-02-${String(n).padStart(2, '0')}`);
const asked = fc.record({ territory: fc.constantFrom('T1', 'T2'), person: fc.constantFrom('p', 'q', 'r', null), role: fc.constant('owner' as const), from: day, to: fc.option(day, { nil: null }) }).filter(({ from, to }) => to === null || to >= from);
const ownerOn = (covers: readonly KeptCover[], territory: string, on: string) => covers.filter((cover) => cover.territory === territory && meets(cover, on, on)).map(({ person }) => person);

describe('who owns a position', () => {
  it('is whoever was put there last for the day, and never two at once', () => {
    fc.assert(fc.property(fc.array(asked, { maxLength: 8 }), day, fc.constantFrom('T1', 'T2'), (wishes, on, territory) => {
      let live: KeptCover[] = [];
      for (const wish of wishes) {
        const writes = setCovers(live, [wish]);
        const gone = new Set(writes.map(({ key }) => key));
        live = [...live.filter(({ territory: t, role, from, person }) => !gone.has(`${t}|${role}|${from}|${person}`)), ...writes.flatMap(({ body }) => (body === null ? [] : [body]))];
      }
      const last = wishes.findLast((wish) => wish.territory === territory && wish.from <= on && (wish.to === null || wish.to >= on));
      expect(ownerOn(live, territory, on)).toEqual(last === undefined || last.person === null ? [] : [last.person]);
      expect(setCovers(live, []).length).toBe(0);
    }));
  });
});
