import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cheapestMatching, type MatchCosts } from './cheapestMatching.ts';
import { firstMatching } from './firstMatching.ts';

const [rows, columns] = [4, 4];
/** Few different costs, so that ties are the rule; null is a pair that is not allowed. */
const costs = fc
  .record({
    pairs: fc.array(fc.array(fc.option(fc.integer({ min: -2, max: 3 })), { minLength: columns, maxLength: columns }), { minLength: 1, maxLength: rows }),
    none: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: rows, maxLength: rows }),
  })
  .map(({ pairs, none }): MatchCosts => {
    const lists = pairs.map((row) => row.flatMap((cost, column) => (cost === null ? [] : [{ column, cost }])));
    const offsets = new Uint32Array(pairs.length + 1);
    lists.forEach((list, row) => (offsets[row + 1] = offsets[row] + list.length));
    const all = lists.flat();
    return { offsets, column: Uint32Array.from(all, ({ column }) => column), cost: Float64Array.from(all, ({ cost }) => cost), columns, costOfNone: Float64Array.from(none.slice(0, pairs.length)) };
  });

/** Every way to give the rows columns, each column once, lowest columns first and none last. */
function everyWay({ offsets, column, cost, costOfNone }: MatchCosts, row = 0, taken: readonly number[] = []): { way: number[]; sum: number }[] {
  if (row === costOfNone.length) return [{ way: [], sum: 0 }];
  const found: { way: number[]; sum: number }[] = [];
  for (let i = offsets[row]; i <= offsets[row + 1]; i++) {
    const last = i === offsets[row + 1];
    if (!last && taken.includes(column[i])) continue;
    const [to, price] = last ? [-1, costOfNone[row]] : [column[i], cost[i]];
    for (const rest of everyWay({ offsets, column, cost, columns, costOfNone }, row + 1, last ? taken : [...taken, to])) found.push({ way: [to, ...rest.way], sum: price + rest.sum });
  }
  return found;
}

test('the matching is the cheapest of all, its prices prove it, and ties go to the first', () => {
  fc.assert(
    fc.property(costs, (given) => {
      const ways = everyWay(given);
      const least = Math.min(...ways.map(({ sum }) => sum));
      const found = cheapestMatching(given);
      expect(ways.find(({ way }) => way.join() === found.columnOf.join())?.sum).toBe(least);
      const bound = [...found.rowPrice, ...found.columnPrice].reduce((a, b) => a + b, 0);
      expect(bound).toBe(least);
      found.rowOf.forEach((row, column) => expect(row < 0 ? found.columnPrice[column] : found.columnOf[row]).toBe(row < 0 ? 0 : column));
      expect([...firstMatching(given, found)]).toEqual(ways.find(({ sum }) => sum === least)!.way);
    }),
  );
});
