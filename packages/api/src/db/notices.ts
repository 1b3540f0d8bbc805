import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import pg from 'pg';
import type { Executor } from './db.ts';

/** Word from other sessions and processes that something changed, by topic: a job's id, for instance. */
export interface Notices {
  /** Calls back for every notice on a topic with what it says beside, and with null whenever notices may have been missed. Returns how to stop. */
  on(topic: string, callback: (body: string | null) => void): () => void;
  close(): Promise<void>;
}

const CHANNEL = 'hexalign';

/**
 * Tells everybody who listens, once the transaction is committed.
 *
 * @param topic one line
 * @param body a few words more, at most some kilobytes
 */
export async function notify(db: Executor, topic: string, body?: string): Promise<void> {
  await sql`select pg_notify(${CHANNEL}, ${body === undefined ? topic : `${topic}\n${body}`})`.execute(db);
}

/** Opens a connection that listens, and opens it again whenever it breaks. */
export async function listen(url: string, onError: (error: Error) => void): Promise<Notices> {
  const callbacks = new Map<string, Set<(body: string | null) => void>>();
  let client: pg.Client | null = null;
  let closed = false;

  async function connect(): Promise<void> {
    const fresh = new pg.Client({ connectionString: url, keepAlive: true });
    let ended = false;
    const lost = (error?: Error): void => {
      if (ended) return;
      ended = true;
      if (error) onError(error);
      fresh.end().catch(() => undefined);
      if (!closed) void reconnect();
    };
    fresh.on('error', lost);
    fresh.on('end', () => lost());
    fresh.on('notification', ({ payload }) => {
      const [, topic, body] = /^([^\n]*)(?:\n(.*))?$/s.exec(payload ?? '')!;
      for (const callback of callbacks.get(topic) ?? []) callback(body ?? null);
    });
    try {
      await fresh.connect();
      await fresh.query(`listen ${CHANNEL}`);
    } catch (error) {
      ended = true;
      await fresh.end().catch(() => undefined);
      throw error;
    }
    client = fresh;
  }

  async function reconnect(): Promise<void> {
    for (let pause = 100; !closed; pause = Math.min(pause * 2, 5000)) {
      await sleep(pause);
      try {
        await connect();
        // Whatever was said meanwhile was not heard: let everybody look for themselves.
        for (const group of callbacks.values()) for (const callback of group) callback(null);
        return;
      } catch (error) {
        onError(error as Error);
      }
    }
  }

  await connect();
  return {
    on(topic, callback) {
      const group = callbacks.get(topic) ?? new Set();
      callbacks.set(topic, group.add(callback));
      return () => {
        group.delete(callback);
        if (group.size === 0 && callbacks.get(topic) === group) callbacks.delete(topic);
      };
    },
    async close() {
      closed = true;
      await client?.end().catch(() => undefined);
    },
  };
}
