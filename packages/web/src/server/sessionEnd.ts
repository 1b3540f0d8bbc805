/** Tells who listens that the server does not know the visitor any more. */
const listeners = new Set<() => void>();

/** Calls back whenever an answer says that nobody is signed in. Returns how to stop. */
export function onSessionEnd(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function sessionEnded(): void {
  for (const listener of listeners) listener();
}
