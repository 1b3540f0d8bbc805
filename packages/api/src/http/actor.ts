import type { Role } from '../../contract/roles.ts';
import type { Veil } from '../access/veil.ts';

/** Who is asking, in which organisation, and how far that one's hand reaches there. */
export interface Actor {
  /** Stands in the history beside every change. */
  readonly id: string;
  readonly name: string;
  readonly workspaceId: string;
  readonly role: Role;
  /** Region codes that the actor is confined to, e.g. `us-ca`, `de`; null = everywhere. */
  readonly regions: readonly string[] | null;
  /** Figures of unit `currency` are kept from the actor. */
  readonly moneyHidden: boolean;
  /** The actor chose not to be told who people are. */
  readonly peopleHidden?: boolean;
  /** How people are spoken of to the actor in this call; left out: by their names. */
  readonly veil?: Veil;
  /** Id of the territory that a manager or rep answers for, with all below it; null for others. */
  readonly branch: string | null;
  /** The person behind it; null when there is none. */
  readonly userId: string | null;
  readonly via: Via;
}

/** How an actor came in: by a session of a browser, by an API key, as work on somebody's behalf, or not at all. */
export type Via = { readonly kind: 'session' | 'key'; readonly id: string } | { readonly kind: 'work' | 'visitor' };

/** The person at this machine, who works here without a password of an own. */
export const LOCAL_OWNER = 'local';

/** Whoever has not signed in: for the few endpoints that are open to everybody, and good for nothing else. */
export const visitor: Actor = { id: '', name: '', workspaceId: '00000000-0000-0000-0000-000000000000', role: 'rep', regions: [], moneyHidden: true, branch: null, userId: null, via: { kind: 'visitor' } };

/**
 * Somebody on whose behalf a job works: what a job may do was asked when it was started.
 *
 * @param actorId who started it
 */
export function workingFor(actorId: string, workspaceId: string): Actor {
  return { id: actorId, name: '', workspaceId, role: 'owner', regions: null, moneyHidden: false, branch: null, userId: null, via: { kind: 'work' } };
}
