import { sql } from 'kysely';
import type { Db, Executor } from './db.ts';

/** So often a statement that shall end is told so: word may reach the database between two statements. */
const TELL_AGAIN_MS = 200;

/**
 * Runs statements of a transaction that end early when a signal fires: the one under way is cancelled in the database.
 *
 * @param db where word is sent from; not the transaction
 * @returns what `work` returns
 * @throws the reason of the signal, or what the database says of a cancelled statement; the transaction must be given up then
 */
export async function untilAborted<T>(trx: Executor, db: Db, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  const { rows: [{ pid }] } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx);
  signal.throwIfAborted();
  let telling: Promise<unknown> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  const tell = (): void => {
    telling = telling.then(() => sql`select pg_cancel_backend(${pid})`.execute(db)).catch(() => undefined);
    timer ??= setInterval(tell, TELL_AGAIN_MS);
  };
  signal.addEventListener('abort', tell, { once: true });
  try {
    const result = await work();
    signal.throwIfAborted();
    return result;
  } finally {
    signal.removeEventListener('abort', tell);
    clearInterval(timer);
    // Word that is still on its way must not reach whoever uses the connection next.
    await telling;
  }
}
