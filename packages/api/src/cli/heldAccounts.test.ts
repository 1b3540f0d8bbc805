import { expect, it } from 'vitest';
import { groupsOf, holdsOf } from './heldAccounts.ts';

const units = ['u0', 'u1', 'u2', 'u3'];

it('holds the unit of every account that is held, and says where two cannot both be', () => {
  expect(holdsOf(['A', null, 'B', 'A', 'B'], Uint32Array.of(2, 0, 1, 2, 2), ['a', 'b', 'c', 'd', 'e'], units)).toEqual({
    holds: [{ unit: 'u1', territory: 'B' }, { unit: 'u2', territory: 'A' }, { unit: 'u2', territory: 'B' }],
    notes: ['a is held in A and e in B, but both lie in unit u2: only finer units can keep both.'],
  });
});

it('keeps units together whose accounts are, also by way of others', () => {
  expect(groupsOf(['x', 'x', 'y', 'y', null, 'z', 'z'], Uint32Array.of(3, 1, 1, 0, 2, 2, 2), units)).toEqual([['u0', 'u1', 'u3']]);
});
