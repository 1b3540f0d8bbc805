import { setTimeout as sleep } from 'node:timers/promises';

/** Asks again and again until there is an answer. Errors count as none; the last one is told when time is up. */
export async function waitFor<T>(ask: () => Promise<T | null>, withinMs = 120_000): Promise<T> {
  let last: unknown = null;
  for (const end = Date.now() + withinMs; Date.now() < end; ) {
    try {
      const found = await ask();
      if (found !== null) return found;
    } catch (error) {
      last = error;
    }
    await sleep(50);
  }
  throw new Error('waited in vain', { cause: last });
}
