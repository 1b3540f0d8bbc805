import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints, type CreateSchedule, type Schedule } from '../contract/index.ts';
import { startTestServer, type TestServer } from './startTestServer.ts';

describe('imports by the clock', () => {
  let api: TestServer;
  let folder: string;
  let schedule: Schedule;
  let files = 0;
  const drop = async (rows: readonly string[]): Promise<void> => {
    const path = join(folder, `people-${files++}.csv`);
    await writeFile(path, `id,name,capacity\n${rows.join('\n')}\n`);
    await utimes(path, 1_700_000_000 + files, 1_700_000_000 + files);
  };
  const asked = (more: Partial<CreateSchedule> = {}): CreateSchedule => ({ name: 'People', source: { kind: 'folder', path: folder, pattern: 'people-*.csv' }, kind: 'people', planId: null, layer: null, mapping: null, gone: 'remove', at: '02:00', weekdays: [0, 1, 2, 3, 4, 5, 6], mode: 'commit', mostRejected: 0.4, mostGone: 0.5, ...more });
  const run = () => api.call(endpoints.runSchedule, { params: { scheduleId: schedule.id } });
  const names = async () => (await api.call(endpoints.listRecords, { params: { kind: 'people' } })).records.map(({ key }) => key);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hexalign-drop-'));
    api = await startTestServer({ HEXALIGN_IMPORT_FOLDERS: folder });
  });
  afterAll(async () => {
    await api.end();
    await rm(folder, { recursive: true });
  });

  it('takes only sources that are allowed', async () => {
    expect((await api.refused(endpoints.createSchedule, { body: asked({ source: { kind: 'folder', path: '/etc', pattern: '*' } }) })).code).toBe('source.refused');
    expect((await api.refused(endpoints.createSchedule, { body: asked({ source: { kind: 'url', url: 'http://169.254.169.254/latest' } }) })).code).toBe('source.refused');
    schedule = await api.call(endpoints.createSchedule, { body: asked() });
    expect(schedule).toMatchObject({ enabled: true, runs: [], nextAt: expect.stringMatching(/T02:00:00\.000Z$/) as string });
  });

  it('imports what is new, leaves what is not, and holds back what looks wrong', async () => {
    expect((await run()).runs[0]).toMatchObject({ outcome: 'failed', code: 'source.failed' });
    await drop(['p1,Ada,40', 'p2,Ben,30', 'p3,Cy,20']);
    expect((await run()).runs[0]).toMatchObject({ outcome: 'committed', detail: '3 new, 0 changed, 0 gone' });
    expect((await run()).runs[0]).toMatchObject({ outcome: 'unchanged' });
    await drop(['p1,Ada,35', 'p2,Ben,30', 'p4,Di,20']);
    expect((await run()).runs[0]).toMatchObject({ outcome: 'committed', detail: '1 new, 1 changed, 1 gone' });
    expect(await names()).toEqual(['p1', 'p2', 'p4']);
    await drop(['p1,Ada,35']);
    expect((await run()).runs[0]).toMatchObject({ outcome: 'held', detail: '2 of 3 records gone' });
    await drop(['p1,Ada,much', 'p2,Ben,more', 'p4,Di,20']);
    const held = (await run()).runs[0];
    expect(held).toMatchObject({ outcome: 'held', detail: '2 of 3 rows rejected' });
    expect(await names()).toEqual(['p1', 'p2', 'p4']);
    expect((await api.call(endpoints.readImport, { params: { importId: held.importId! } })).state).toBe('checked');
  });

  it('runs what is due once, whoever looks', async () => {
    await drop(['p1,Ada,1', 'p2,Ben,1', 'p4,Di,1']);
    await api.server.db.updateTable('import_schedules').set({ next_at: new Date(0) }).execute();
    const { rooms } = api.server;
    expect((await Promise.all([rooms.schedules.runDue(new Date()), rooms.schedules.runDue(new Date())])).sort()).toEqual([0, 1]);
    const [now] = (await api.call(endpoints.listSchedules)).schedules;
    expect(now.runs[0]).toMatchObject({ outcome: 'committed' });
    expect(new Date(now.nextAt).getTime()).toBeGreaterThan(Date.now());
  });

  it('rests when it is told to, and goes without taking along what it brought', async () => {
    const params = { scheduleId: schedule.id };
    expect((await api.call(endpoints.patchSchedule, { params, body: { enabled: false } })).enabled).toBe(false);
    await api.server.db.updateTable('import_schedules').set({ next_at: new Date(0) }).execute();
    expect(await api.server.rooms.schedules.runDue(new Date())).toBe(0);
    await api.call(endpoints.deleteSchedule, { params });
    // What may be asked for is said, too.
    expect(await api.call(endpoints.listSchedules)).toEqual({ schedules: [], allowed: { folders: [folder], hosts: [] } });
    expect(await names()).toEqual(['p1', 'p2', 'p4']);
    expect(api.trouble).toEqual([]);
  });
});
