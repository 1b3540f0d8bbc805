import { randomUUID } from 'node:crypto';
import type { PlanEvent, Present } from '../../contract/live.ts';
import type { Db } from '../db/db.ts';
import { notify, type Notices } from '../db/notices.ts';
import type { Actor } from '../http/actor.ts';
import { withoutFindings } from '../access/money.ts';
import { moneyMeasures, withoutMoneyDemands } from '../access/moneyDemands.ts';
import { AppError } from '../http/appError.ts';
import type { Jobs } from '../jobs/service.ts';
import type { History } from '../scenarios/history.ts';
import { topicOf } from './announce.ts';
import { PlanHub, type Follower, type LineEvent } from './planHub.ts';
import { BEAT_MS, Presence, type Beat } from './presence.ts';
import * as store from './store.ts';

/** What happens in a plan, as it happens. */
export interface Live {
  /**
   * Follows a plan.
   *
   * @param after number of the last event the follower has; null = from now on
   * @returns how to leave, and what to call when a full line is free again
   */
  follow(actor: Actor, planId: string, after: number | null, scenarioId: string | null, follower: Follower): Promise<{ leave: () => void; drained: () => void }>;
  /** Tells the others where one is. */
  tell(actor: Actor, planId: string, present: Omit<Present, 'actor'>): Promise<void>;
  stop(): void;
}

interface Room {
  readonly hub: PlanHub;
  readonly presence: Presence;
  /** Those whose stream ends here, who are kept alive from here. */
  readonly own: Set<string>;
  readonly close: () => void;
  closed: boolean;
}

/** Edits of more units than this are told of, and fetched by who wants them. */
const LARGE_UNITS = 2000;
/** At most so often all are told who is where. */
const PRESENCE_MS = 200;

export function live({ db, notices, history, jobs, onError }: { readonly db: Db; readonly notices: Notices; readonly history: History; readonly jobs: Jobs; readonly onError: (error: unknown) => void }): Live {
  const rooms = new Map<string, Promise<Room>>();

  async function lineOf(workspaceId: string, { seq, kind, subject, body }: store.StoredEvent): Promise<LineEvent> {
    return { seq, text: textOf(await eventOf(workspaceId, kind, subject, body), seq) };
  }

  async function eventOf(workspaceId: string, kind: string, subject: string | null, body: unknown): Promise<PlanEvent> {
    if (kind === 'edits') {
      const { after, upTo } = body as { after: number; upTo: number };
      const entries = await history.between(db, workspaceId, subject!, after, upTo);
      return { type: 'edits', data: { scenarioId: subject!, seq: upTo, edits: entries.map((entry) => (entry.summary.units > LARGE_UNITS ? { ...entry, edit: null } : entry)) } };
    }
    // One text goes to all who follow, and to some of them money is hidden: sentences with figures are asked for.
    if (kind === 'job') return { type: 'job', data: withoutFindings(await jobs.find(workspaceId, subject!)) };
    if (kind === 'scenario') return { type: 'scenario', data: { scenarioId: subject!, ...(body as object) } };
    return { type: 'timeline', data: body as Record<string, unknown> };
  }

  async function openRoom(workspaceId: string, planId: string): Promise<Room> {
    const presence = new Presence();
    const own = new Set<string>();
    let hub: PlanHub | null = null;
    let telling = false;
    const tellPresence = (): void => {
      if (telling) return;
      telling = true;
      setTimeout(() => {
        telling = false;
        hub?.say(textOf({ type: 'presence', data: { present: presence.list() } }));
      }, PRESENCE_MS).unref();
    };
    const tellJob = async (jobId: string): Promise<void> => {
      hub?.say(textOf({ type: 'job', data: withoutFindings(await jobs.find(workspaceId, jobId)) }));
    };
    const hear = (body: string | null): void => {
      if (body === null) return hub?.wake();
      const word = JSON.parse(body) as { readonly job: string } | { readonly beat: Beat } | { readonly people: true };
      if ('people' in word) return hub?.end(textOf({ type: 'people', data: {} }));
      if ('job' in word) void tellJob(word.job).catch(onError);
      else if (presence.hear(word.beat, Date.now())) tellPresence();
    };
    const off = notices.on(topicOf(planId), hear);
    const beat = setInterval(() => {
      for (const client of own) {
        const present = presence.get(client);
        if (present !== null) void say(planId, { present, gone: false }).catch(onError);
      }
      if (presence.expire(Date.now())) tellPresence();
    }, BEAT_MS);
    const close = (): void => {
      clearInterval(beat);
      off();
    };
    try {
      const source = { after: async (seq: number, limit: number) => Promise.all((await store.eventsAfter(db, planId, seq, limit)).map((event) => lineOf(workspaceId, event))) };
      hub = new PlanHub(source, await store.lastSeq(db, planId), onError);
      hub.wake();
      return { hub, presence, own, close, closed: false };
    } catch (error) {
      close();
      throw error;
    }
  }

  function roomOf(workspaceId: string, planId: string): Promise<Room> {
    const known = rooms.get(planId);
    if (known !== undefined) return known;
    const opening = openRoom(workspaceId, planId);
    rooms.set(planId, opening);
    opening.catch(() => rooms.delete(planId));
    return opening;
  }

  async function say(planId: string, beat: Beat): Promise<void> {
    await notify(db, topicOf(planId), JSON.stringify({ beat }));
  }

  return {
    async follow(actor, planId, after, scenarioId, follower) {
      let room = await roomOf(actor.workspaceId, planId);
      // The last one may just have left and put the lights out.
      while (room.closed) room = await roomOf(actor.workspaceId, planId);
      const { hub, presence, own } = room;
      const me: Present = { client: randomUUID(), actor: { id: actor.id, name: actor.name }, scenarioId, slot: null, at: null };
      own.add(me.client);
      const hidden = await moneyMeasures(db, actor);
      const { veil } = actor;
      const shown: Follower = hidden.size === 0 && veil === undefined ? follower : {
        ...follower,
        write: (text) => follower.write(rewritten(typeof text === 'string' ? text : new TextDecoder().decode(text), (data) => {
          const told = withoutMoneyDemands(data, hidden);
          return veil === undefined ? told : veil.answer(told);
        })),
      };
      const known = after === null || after <= hub.seq ? after : null;
      const from = known ?? hub.seq;
      shown.write(textOf({ type: 'hello', data: { seq: hub.seq, client: me.client, present: [...presence.list(), me] } }, known === null ? from : undefined));
      if (after !== null && known === null) follower.write(textOf({ type: 'reset', data: { seq: from } }, from));
      const line = hub.join(shown, from);
      await say(planId, { present: me, gone: false }).catch(onError);
      return {
        drained: line.drained,
        leave() {
          line.leave();
          own.delete(me.client);
          void say(planId, { present: { ...me, ...presence.get(me.client) }, gone: true }).catch(onError);
          if (hub.followers > 0) return;
          room.closed = true;
          room.close();
          rooms.delete(planId);
        },
      };
    },
    async tell(actor, planId, present) {
      const open = await rooms.get(planId);
      const before = open?.presence.get(present.client);
      if (before && before.actor.id !== actor.id) throw new AppError('presence.client', { where: 'body.client', found: present.client, expected: 'the client that your own stream was told' });
      await say(planId, { present: { ...present, actor: { id: actor.id, name: actor.name } }, gone: false });
    },
    stop() {
      for (const room of rooms.values()) void room.then(({ close }) => close(), () => undefined);
      rooms.clear();
    },
  };
}

/** Events as text, each with what is made of its data. */
function rewritten(text: string, told: (data: unknown) => unknown): string {
  return text.replace(/^data: (.*)$/gm, (_, data: string) => `data: ${JSON.stringify(told(JSON.parse(data)))}`);
}

function textOf({ type, data }: PlanEvent, seq?: number): string {
  return `${seq === undefined ? '' : `id: ${seq}\n`}event: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
}
