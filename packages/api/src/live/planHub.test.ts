import { expect, it } from 'vitest';
import { PlanHub, type LineEvent } from './planHub.ts';

/** A log that grows, and a follower that notes what it gets and whose line can be full. */
function setting(): { log: LineEvent[]; grow: (count: number) => void; hub: PlanHub; errors: unknown[]; follower: () => { got: number[]; full: boolean; write: (text: string | Uint8Array) => boolean } } {
  const log: LineEvent[] = [];
  const errors: unknown[] = [];
  const hub = new PlanHub({ after: async (seq, limit) => log.slice(seq, seq + limit) }, 0, (error) => errors.push(error));
  return {
    log, hub, errors,
    grow(count) {
      for (let i = 0; i < count; i++) log.push({ seq: log.length + 1, text: `${log.length + 1};` });
      hub.wake();
    },
    follower() {
      const own = { got: [] as number[], full: false, write: (text: string | Uint8Array) => {
        own.got.push(...text.toString().split(';').filter(Boolean).map(Number));
        return !own.full;
      } };
      return own;
    },
  };
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);

it('passes every event on once and in order, however many come', async () => {
  const { hub, grow, follower, errors } = setting();
  const [first, second] = [follower(), follower()];
  hub.join(first, 0);
  grow(3);
  await expect.poll(() => first.got).toEqual(upTo(3));
  hub.join(second, 1);
  grow(2500);
  await expect.poll(() => first.got.length).toBe(2503);
  expect(first.got).toEqual(upTo(2503));
  expect(second.got).toEqual(upTo(2503).slice(1));
  expect(errors).toEqual([]);
});

it('leaves a full line alone and goes on from where it was, also past what is kept', async () => {
  const { hub, grow, follower } = setting();
  const [slow, quick] = [follower(), follower()];
  slow.full = true;
  const { drained } = hub.join(slow, 0);
  hub.join(quick, 0);
  grow(5);
  await expect.poll(() => slow.got.length).toBe(5);
  grow(3000);
  await expect.poll(() => quick.got.length).toBe(3005);
  expect(slow.got).toHaveLength(5);
  hub.say('999999;');
  expect(slow.got).toHaveLength(5);
  slow.full = false;
  drained();
  await expect.poll(() => slow.got.length).toBe(3005);
  expect(slow.got).toEqual(upTo(3005));
});

it('sends nothing to who has left', async () => {
  const { hub, grow, follower } = setting();
  const [gone, here] = [follower(), follower()];
  const { leave } = hub.join(gone, 0);
  hub.join(here, 0);
  leave();
  grow(1);
  await expect.poll(() => here.got).toEqual([1]);
  expect([gone.got, hub.followers]).toEqual([[], 1]);
});
