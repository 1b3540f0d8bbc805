import type { ServerResponse } from 'node:http';

/**
 * Calls `done` when the connection of an answer is gone; at once when it is gone already. Who asks may have left while it was looked up
 * who they are: the event is over then, and what waits for it would go on for as long as the process lives.
 */
export function whenClosed(response: ServerResponse, done: () => void): void {
  if (response.destroyed) done();
  else response.once('close', done);
}
