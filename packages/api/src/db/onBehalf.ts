import { AsyncLocalStorage } from 'node:async_hooks';
import type pg from 'pg';

const whose = new AsyncLocalStorage<string>();

/** Does something on behalf of somebody: what it changes in the database is put down in the audit log under that id. */
export function onBehalfOf<T>(actorId: string, work: () => T): T {
  return whose.run(actorId, work);
}

type Told = pg.PoolClient & { hexalignActor?: string };

/**
 * A pool whose connections know on whose behalf they are used, which the audit triggers ask for. Telling them costs a
 * round trip only when it is another one than before.
 */
export function knowingWho(pool: pg.Pool): pg.Pool {
  return new Proxy(pool, {
    get(target, name) {
      if (name === 'connect') {
        return async (): Promise<pg.PoolClient> => {
          const actor = whose.getStore() ?? '';
          const client = (await target.connect()) as Told;
          if ((client.hexalignActor ?? '') !== actor) {
            try {
              await client.query('select set_config($1, $2, false)', ['hexalign.actor', actor]);
              client.hexalignActor = actor;
            } catch (error) {
              client.release(error as Error);
              throw error;
            }
          }
          return client;
        };
      }
      const value = Reflect.get(target, name, target) as unknown;
      return typeof value === 'function' ? (value as (...args: unknown[]) => unknown).bind(target) : value;
    },
  });
}
