import { expect, it } from 'vitest';
import type { Present } from '../../contract/live.ts';
import { Presence } from './presence.ts';

const here = (client: string, more: Partial<Present> = {}): Present => ({ client, actor: { id: 'ann', name: 'Ann' }, scenarioId: null, slot: null, at: null, ...more });

it('knows who is there, who moved, who left, and who went without a word', () => {
  const presence = new Presence();
  expect(presence.hear({ present: here('a'), gone: false }, 0)).toBe(true);
  expect(presence.hear({ present: here('a'), gone: false }, 1000)).toBe(false);
  expect(presence.hear({ present: here('a', { slot: 3 }), gone: false }, 2000)).toBe(true);
  expect(presence.hear({ present: here('b'), gone: false }, 20_000)).toBe(true);
  expect(presence.list().map(({ client, slot }) => [client, slot])).toEqual([['a', 3], ['b', null]]);
  expect(presence.expire(28_000)).toBe(true);
  expect(presence.expire(28_000)).toBe(false);
  expect(presence.hear({ present: here('b'), gone: true }, 28_000)).toBe(true);
  expect(presence.list()).toEqual([]);
});

it('lets nobody speak for another', () => {
  const presence = new Presence();
  presence.hear({ present: here('a'), gone: false }, 0);
  const forged = { present: here('a', { actor: { id: 'eve', name: 'Eve' }, slot: 9 }), gone: true };
  expect(presence.hear(forged, 1)).toBe(false);
  expect(presence.get('a')).toEqual(here('a'));
});
