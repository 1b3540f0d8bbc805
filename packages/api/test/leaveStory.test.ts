import { afterAll, beforeAll, expect, it } from 'vitest';
import { endpoints } from '../contract/index.ts';
import { clinicsFile } from './clinicsFile.ts';
import { salesforceFake, type SalesforceFake } from './fakes/salesforceFake.ts';
import { leaveStory, linesBelowHeader, STORY_DAY } from './leaveStory.ts';
import { startTestServer, type TestServer } from './startTestServer.ts';

let fake: SalesforceFake;
let api: TestServer;

beforeAll(async () => {
  fake = await salesforceFake();
  api = await startTestServer({ HEXALIGN_CRM_PUSH: '1', HEXALIGN_CRM_HOSTS: new URL(fake.address).host, HEXALIGN_SECRET_KEY: 'a key that is long enough for this test' });
}, 60_000);
afterAll(async () => {
  await api.end();
  await fake.stop();
});

it('forty territories in force, three people leave: within 5 %, every account that moves says why, and Salesforce is told just that', async () => {
  const told = await leaveStory(api, fake, {
    filename: 'clinics.csv', bytes: clinicsFile(2400), region: 'us-lower48', territories: 40, leave: [4, 17, 31], tolerance: 0.05, preset: 'balanced',
    mapping: { id: 'ID', name: 'NAME', place: { kind: 'lngLat', lat: 'LATITUDE', lng: 'LONGITUDE' }, measures: [{ name: 'beds', column: 'BEDS', unit: 'count' }], where: [{ column: 'STATUS', op: '=', value: 'OPEN' }] },
  });
  expect([...told.delta.keys()]).toEqual(expect.arrayContaining([expect.stringContaining('ota-insert'), expect.stringContaining('ota-delete')]));
  const rows = (part: string): number => [...told.delta].filter(([name]) => name.includes(part)).reduce((sum, [, text]) => sum + linesBelowHeader(text), 0);
  expect([rows('ota-insert'), rows('ota-delete')]).toEqual([told.moved.length, told.moved.length]);
  // Ids keep their zeros, and a name that looks like a formula stays a name.
  expect(told.changeList).toMatch(/(^|,|")0\d{5}/m);
  expect(told.changeList).toContain("'=Sum of Care");

  // Who stays where they were is there for what placed them; of who moves, today's owner is who it was, and on the day the new one.
  for (const accountId of told.stayed.slice(0, 5)) expect((await api.call(endpoints.readWhy, { params: { scenarioId: told.scenarioId, accountId } })).reason.cause.kind).toBe('solver');
  const owner = async (date: string) => (await api.call(endpoints.findOwner, { params: { planId: told.plan.id }, query: { account: told.moved[0], date } })).territory!.id;
  const [was, is] = [await owner('2999-05-31'), await owner(STORY_DAY)];
  expect(was).not.toBe(is);
  const { conserved, moved } = await api.call(endpoints.compareScenarios, { params: { scenarioId: told.plan.scenarioId! }, query: { with: told.scenarioId } });
  expect([moved.accounts, conserved.differs]).toEqual([told.moved.length, false]);
}, 240_000);
