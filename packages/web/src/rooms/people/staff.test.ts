import { describe, expect, it } from 'vitest';
import { isThere, nameOfPerson, ownedBy, seatsOn, spanOf, type Cover } from './staff.ts';

const cover = (territory: string, person: string, from: string, to: string | null, role: Cover['role'] = 'owner'): Cover => ({ territory, person, name: person === 'ada' ? 'Ada' : null, role, from, to });
const covers = [cover('T1', 'ada', '2026-01-01', '2026-06-30'), cover('T1', 'ben', '2026-07-01', null), cover('T2', 'ada', '2026-03-01', null), cover('T2', 'cy', '2026-01-01', null, 'backup'), cover('gone', 'cy', '2020-01-01', null)];

describe('positions on a day', () => {
  it('are held by whom the day says, vacant first days included', () => {
    const seats = seatsOn(covers, ['T1', 'T2', 'T3'], '2026-02-01');
    expect([...seats].map(([id, { owner, beside }]) => [id, owner?.person ?? null, beside.map(({ person }) => person)])).toEqual([['T1', 'ada', []], ['T2', null, ['cy']], ['T3', null, []]]);
    expect([...ownedBy(seatsOn(covers, ['T1', 'T2'], '2026-07-01'))]).toEqual([['ben', ['T1']], ['ada', ['T2']]]);
  });

  it('are held no longer than somebody is there', () => {
    const person = { hired: '2026-03-01', leaves: '2026-09-30' };
    expect([isThere(person, '2026-02-28'), isThere(person, '2026-03-01'), isThere(person, '2026-09-30'), isThere(person, '2026-10-01')]).toEqual([false, true, true, false]);
    expect([spanOf(person, '2026-01-01'), spanOf(person, '2026-05-01'), spanOf(undefined, '2026-05-01')]).toEqual([{ from: '2026-03-01', to: '2026-09-30' }, { from: '2026-05-01', to: '2026-09-30' }, { from: '2026-05-01', to: null }]);
  });

  it('name people by what is known of them', () => {
    expect([nameOfPerson({ people: new Map(), covers }, 'ada'), nameOfPerson({ people: new Map(), covers }, 'ben')]).toEqual(['Ada', 'ben']);
  });
});
