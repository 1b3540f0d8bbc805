import type { Present } from '@hexalign/api/contract';
import { expect, test } from 'vitest';
import { byPerson } from './byPerson.ts';

const page = (client: string, person: string, scenarioId: string): Present => ({ client, actor: { id: person, name: person }, scenarioId, slot: null }) as unknown as Present;

test('a person with several pages is there once, the open scenario first', () => {
  const people = byPerson([page('1', 'ada', 'other'), page('2', 'bob', 'other'), page('3', 'ada', 'open'), page('4', 'ada', 'other')], 'open');
  expect(people.map((own) => own.map(({ client }) => client))).toEqual([['3', '1', '4'], ['2']]);
});

test('nobody is there where no page is', () => {
  expect(byPerson([], 'open')).toEqual([]);
});
