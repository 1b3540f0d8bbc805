import type { Role } from '../../contract/roles.ts';

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
  /** Id of the territory that a manager or rep answers for, with all below it; null for others. */
  readonly branch: string | null;
}

/** Until people sign in there is one planner: whoever sits at this computer. */
export function localActor(workspaceId: string): Actor {
  return inside('local', 'You', workspaceId);
}

/**
 * Somebody on whose behalf a job works: what a job may do was asked when it was started.
 *
 * @param actorId who started it
 */
export function workingFor(actorId: string, workspaceId: string): Actor {
  return inside(actorId, '', workspaceId);
}

function inside(id: string, name: string, workspaceId: string): Actor {
  return { id, name, workspaceId, role: 'owner', regions: null, moneyHidden: false, branch: null };
}

/** Name of an actor as it is kept in the history. */
export function nameOf(actorId: string): string {
  return actorId === 'local' ? 'You' : actorId === 'hexalign' ? 'Hexalign' : actorId;
}
