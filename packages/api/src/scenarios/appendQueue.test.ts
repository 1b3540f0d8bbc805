import { describe, expect, it } from 'vitest';
import type { Db } from '../db/db.ts';
import { AppError } from '../http/appError.ts';
import { AppendQueue } from './appendQueue.ts';
import type { Change, History, Make } from './history.ts';

/** A queue over a log that is a list, whose transactions end when they are told to. */
function setting(): { queue: AppendQueue; log: string[]; batches: number[]; committed: number; release: () => void; append: (name: string, fault?: Error) => Promise<Change> } {
  const log: string[] = [];
  const batches: number[] = [];
  const gates: (() => void)[] = [];
  const state = { committed: 0 };
  const db = { transaction: () => ({ execute: async (work: (trx: unknown) => Promise<unknown>) => {
    const before = log.length;
    await new Promise<void>((resolve) => gates.push(resolve));
    try {
      const result = await work({});
      batches.push(log.length - before);
      return result;
    } catch (error) {
      log.length = before;
      throw error;
    }
  } }) } as unknown as Db;
  const history = {
    begin: async () => ({
      append: async (_by: unknown, _base: unknown, make: Make) => {
        const gesture = await make(undefined as never, [], { undo: null, redo: null }, {} as never);
        log.push((gesture as unknown as { name: string }).name);
        return { appended: [], missing: [], state: { seq: log.length } } as unknown as Change;
      },
      end: async () => undefined,
    }),
    committed: () => void state.committed++,
  } as unknown as History;
  const queue = new AppendQueue(db, history);
  return {
    queue, log, batches,
    get committed() {
      return state.committed;
    },
    release: () => gates.shift()?.(),
    append: (name, fault) => queue.append({ workspaceId: 'w', actorId: name }, 's', 0, async () => {
      if (fault) throw fault;
      return { name } as never;
    }),
  };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('appends of one scenario', () => {
  it('that come while one is under way share the next transaction, in the order they came', async () => {
    const set = setting();
    const all = ['a', 'b', 'c', 'd'].map((name) => set.append(name));
    set.release();
    await turn();
    set.release();
    expect((await Promise.all(all)).map(({ state }) => state.seq)).toEqual([1, 2, 3, 4]);
    expect([set.log, set.batches, set.committed]).toEqual([['a', 'b', 'c', 'd'], [1, 3], 4]);
  });

  it('are refused by themselves', async () => {
    const set = setting();
    const all = [set.append('a'), set.append('b', new AppError('scenario.stale')), set.append('c')];
    const settled = Promise.allSettled(all);
    set.release();
    await turn();
    set.release();
    expect((await settled).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(set.log).toEqual(['a', 'c']);
  });

  it('are all told when their transaction fails, and the next ones go on', async () => {
    const set = setting();
    const settled = Promise.allSettled([set.append('a', new Error('the database is gone'))]);
    set.release();
    expect((await settled)[0]).toMatchObject({ status: 'rejected', reason: { message: 'the database is gone' } });
    const next = set.append('b');
    await turn();
    set.release();
    expect((await next).state.seq).toBe(1);
    expect(set.log).toEqual(['b']);
  });
});
