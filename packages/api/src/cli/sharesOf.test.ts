import { expect, it } from 'vitest';
import { sharesOf } from './sharesOf.ts';

const of = (...said: [string, number, string?][]) => sharesOf(said.map(([territory, share, measure]) => ({ territory, share, measure: measure ?? null, where: '--share' })), ['a', 'b'], ['T01', 'T02', 'T03', 'T04'], 4).map((share) => share && [...share].map((value) => Number(value.toFixed(6))));

it('makes shares of multiples of an even one, the rest alike', () => {
  expect(of()).toEqual([null, null]);
  expect(of(['T02', 2])).toEqual([[0.166667, 0.5, 0.166667, 0.166667], [0.166667, 0.5, 0.166667, 0.166667]]);
  expect(of(['T02', 2, 'a'])).toEqual([[0.166667, 0.5, 0.166667, 0.166667], null]);
  // What is said of one measure counts before what is said of all, the last of two before the first.
  expect(of(['T02', 2, 'a'], ['T02', 1], ['T02', 1.5])[0]![1]).toBe(0.5);
  expect(of(['T02', 2, 'a'], ['T02', 1], ['T02', 1.5])[1]![1]).toBe(0.375);
});

it('compares shares where all are given', () => {
  expect(of(['T01', 1], ['T02', 1], ['T03', 1], ['T04', 2])[0]).toEqual([0.2, 0.2, 0.2, 0.4]);
});

it('refuses to give all away, and measures that are none', () => {
  expect(() => of(['T01', 2], ['T02', 2])).toThrow('leave something for the other 2 territories');
  expect(() => of(['T01', 2, 'c'])).toThrow('a measure of the plan: a, b');
});
