import type { SolveAsked } from '../../contract/solving.ts';
import type { Actor } from '../http/actor.ts';

/** A request as it counts: whoever is not told of people designs without them. */
export function askedBy({ veil }: Pick<Actor, 'veil'>, asked: SolveAsked): SolveAsked {
  return veil === undefined ? asked : { ...asked, peopleBlind: true };
}
