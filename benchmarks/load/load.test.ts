import { describe, expect, it } from 'vitest';
import { crowd } from './crowd.ts';

const LONG = Boolean(process.env.HEXALIGN_LONG);

describe('several people at one plan at once, with onlookers', () => {
  it('lose no change of each other', { timeout: 300_000 }, async () => {
    const [people, seconds, streams] = LONG ? [50, 60, 200] : [5, 5, 10];
    const report = await crowd({ people, seconds, streams, stroke: 20 });
    expect(report.odd).toEqual([]);
    expect(report.acknowledged).toBeGreaterThanOrEqual(people * (seconds - 1));
    // Regions overlap: some came after somebody else, were told so, and went on from there.
    expect(report.stale).toBeGreaterThan(0);
    expect(report.log).toMatchObject({ lost: 0, whole: true, replays: true, overwritten: 0 });
    expect(report.streams.open).toBe(streams);
    // Everybody who looked on heard of it; changes that came together are told of together.
    expect(report.streams.events).toBeGreaterThanOrEqual(seconds * streams);
  });
});
