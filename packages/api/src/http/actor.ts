/** Who is asking, and in which workspace. */
export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly workspaceId: string;
}

/** Until people sign in there is one planner: whoever sits at this computer. */
export function localActor(workspaceId: string): Actor {
  return { id: 'local', name: 'You', workspaceId };
}

/** Name of an actor as it is kept in the history. */
export function nameOf(actorId: string): string {
  return actorId === 'local' ? 'You' : actorId === 'hexalign' ? 'Hexalign' : actorId;
}
