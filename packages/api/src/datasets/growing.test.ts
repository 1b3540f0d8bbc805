import { expect, it } from 'vitest';
import { Texts } from './growing.ts';

it('Texts gives back every text as it was, also where pieces end and texts are long', () => {
  const texts = new Texts();
  const given = [...Array.from({ length: 300 }, (_, i) => (i % 7 === 0 ? '' : 'Žofín 🏥 '.repeat(i * 3))), 'x'.repeat(3_000_000), '00017', ''];
  for (const text of given) texts.push(text);
  expect(texts.length).toBe(given.length);
  expect(texts.slice(0, given.length + 5)).toEqual(given);
  expect([texts.at(-1), texts.at(given.length)]).toEqual([undefined, undefined]);
});
