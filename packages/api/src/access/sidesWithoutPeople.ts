import type { SideBySide } from '../../contract/sides.ts';
import type { Veil } from './veil.ts';

/** A comparison of sides without people. What an uploaded list says is whatever somebody wrote into it: of its territories only those that others know keep their names. */
export function sidesWithoutPeople(answer: SideBySide, veil: Pick<Veil, 'answer'>): SideBySide {
  const told = veil.answer(answer);
  const listed = answer.sides.map(({ kind }) => kind === 'file');
  return {
    ...told,
    sides: told.sides.map((side) => (side.kind === 'file' ? { ...side, name: '' } : side)),
    territories: told.territories.map((one, i) => (one.of.every((side, s) => side === null || listed[s]) ? { ...one, id: `#${i + 1}`, name: `#${i + 1}` } : one)),
    loose: told.loose.map((one) => ({ ...one, elsewhere: { ...one.elsewhere, first: [] } })),
  };
}
