import type { CreateHook, Hook } from '../../contract/hooks.ts';
import type { Db } from '../db/db.ts';
import type { Notices } from '../db/notices.ts';
import type { Actor } from '../http/actor.ts';
import { AppError } from '../http/appError.ts';
import type { Queue } from '../jobs/queue.ts';
import { deliver } from './deliver.ts';
import { admitHook, type AllowedHooks } from './post.ts';
import { newSecret } from './signature.ts';
import * as store from './store.ts';
import { HOOKS_TOPIC, tellHooks } from './tellHooks.ts';

/** Programs elsewhere that are told when something happens. */
export interface Hooks {
  list(actor: Actor): Promise<{ hooks: Hook[]; allowed: string[] }>;
  /** @throws AppError `hook.refused` where the administrator does not allow the address */
  create(actor: Actor, asked: CreateHook): Promise<{ hook: Hook; secret: string }>;
  enable(actor: Actor, hookId: string, enabled: boolean): Promise<Hook>;
  remove(actor: Actor, hookId: string): Promise<void>;
  /** Sends a trial. */
  ping(actor: Actor, hookId: string): Promise<Hook>;
  /** Delivers what happens, until `stop`. */
  work(): Promise<void>;
  stop(): void;
}

interface Deps {
  readonly db: Db;
  readonly queue: Pick<Queue, 'sendHook' | 'workHooks' | 'every'>;
  readonly notices: Pick<Notices, 'on'>;
  readonly allowed: AllowedHooks;
  readonly onError: (error: unknown) => void;
}

export function hooks({ db, queue, notices, allowed, onError }: Deps): Hooks {
  let stopListening: (() => void) | null = null;

  async function find(actor: Actor, hookId: string): Promise<Hook> {
    const [found] = await store.listHooks(db, actor.workspaceId, hookId);
    if (found === undefined) throw new AppError('hook.unknown');
    return found;
  }

  /** Hooks hear of every plan of the organisation, so they are not for who is confined to some. */
  function mustSeeAll({ regions }: Actor): void {
    if (regions !== null) throw new AppError('access.region', { found: 'a hook of the whole organisation', expected: `something within ${regions.join(', ')}` });
  }

  /** Puts what was told into the queue; whoever takes it first does. */
  async function sweep(): Promise<void> {
    await db.transaction().execute(async (trx) => {
      for (const id of await store.takeUnqueued(trx)) await queue.sendHook(trx, id);
    });
  }

  return {
    async list(actor) {
      mustSeeAll(actor);
      return { hooks: await store.listHooks(db, actor.workspaceId), allowed: [...allowed.hosts] };
    },
    async create(actor, asked) {
      mustSeeAll(actor);
      const url = admitHook(asked.url, allowed).href;
      const secret = newSecret();
      return { hook: await find(actor, await store.insertHook(db, actor.workspaceId, actor.id, { ...asked, url, events: [...new Set(asked.events)] }, secret)), secret };
    },
    async enable(actor, hookId, enabled) {
      mustSeeAll(actor);
      await find(actor, hookId);
      await store.enableHook(db, hookId, enabled);
      return find(actor, hookId);
    },
    async remove(actor, hookId) {
      mustSeeAll(actor);
      await store.deleteHook(db, actor.workspaceId, hookId);
    },
    async ping(actor, hookId) {
      mustSeeAll(actor);
      await db.transaction().execute((trx) => tellHooks(trx, { workspaceId: actor.workspaceId, event: 'ping', body: {} }, hookId));
      return find(actor, hookId);
    },
    async work() {
      await queue.workHooks((deliveryId, mostTries) => deliver(db, allowed, deliveryId, mostTries));
      stopListening = notices.on(HOOKS_TOPIC, () => void sweep().catch(onError));
      // Word may be missed while nobody listens.
      await queue.every('hooks', '* * * * *', sweep);
    },
    stop: () => stopListening?.(),
  };
}
