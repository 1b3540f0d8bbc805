import { describe, expect, it } from 'vitest';
import { storm } from './storm.ts';

const LONG = Boolean(process.env.HEXALIGN_LONG);

describe('a server, a worker and a database that are killed while people edit', () => {
  it('keep every acknowledged edit', { timeout: LONG ? 3_600_000 : 180_000 }, async () => {
    const [kills, between] = LONG ? [100, 55] : [3, 20];
    const report = await storm({ kills, between, editors: 6, seed: 1, say: () => undefined });
    expect(report.kills.server + report.kills.worker + report.kills.database).toBe(kills);
    expect(report.acknowledged).toBeGreaterThanOrEqual(kills * between);
    expect(report.log).toMatchObject({ lost: 0, whole: true, replays: true });
    expect(report.sameHash).toBe(true);
    expect(report.opened[0]).toBe(report.opened[1]);
    expect(report.designs.done).toBe(report.designs.started);
  });
});
