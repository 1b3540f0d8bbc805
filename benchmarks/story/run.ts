/**
 * `node benchmarks/story/run.ts FILE [options]`: some of the people of a plan leave, told with a file of one's own; see docs/story.md.
 * Prints what happens, and writes the change list and the files for Salesforce into a folder.
 */
import { salesforceFake } from '@hexalign/api/test/salesforceFake';
import { leaveStory } from '@hexalign/api/test/leaveStory';
import { startTestServer } from '@hexalign/api/test/startTestServer';
import type { Mapping } from '@hexalign/api/contract';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';

const { values: given, positionals: [path] } = parseArgs({
  allowPositionals: true,
  options: {
    where: { type: 'string', multiple: true, default: [] },
    measure: { type: 'string', multiple: true, default: [] },
    id: { type: 'string' },
    name: { type: 'string' },
    place: { type: 'string', default: 'LATITUDE,LONGITUDE' },
    region: { type: 'string', default: 'us-lower48' },
    territories: { type: 'string', default: '40' },
    leave: { type: 'string', default: '5,18,32' },
    tolerance: { type: 'string', default: '0.05' },
    preset: { type: 'string', default: 'balanced' },
    out: { type: 'string', default: 'story' },
  },
});
if (!path || given.measure.length === 0) throw new Error('usage: node benchmarks/story/run.ts FILE --measure name=COLUMN:count [--measure ...] [--where COLUMN=VALUE] [--id COLUMN] [--name COLUMN] [--place LAT,LNG] [--region us-lower48] [--territories 40] [--leave 5,18,32] [--tolerance 0.05] [--preset balanced] [--out story]');

const [lat, lng] = given.place.split(',');
const mapping: Partial<Mapping> = {
  ...(given.id === undefined ? {} : { id: given.id }), ...(given.name === undefined ? {} : { name: given.name }),
  place: { kind: 'lngLat', lat, lng },
  measures: given.measure.map((text) => {
    const [, name, column, unit] = /^([^=]+)=(.+):(currency|count|hours)$/.exec(text) ?? [];
    if (!name) throw new Error(`--measure ${text}: expected name=COLUMN:currency, :count or :hours`);
    return { name, column, unit: unit as 'count' };
  }),
  where: given.where.map((text) => {
    const [, column, op, value] = /^([^!=]+)(!?=)(.*)$/.exec(text) ?? [];
    if (!column) throw new Error(`--where ${text}: expected COLUMN=VALUE or COLUMN!=VALUE`);
    return { column, op: op as '=', value };
  }),
};

const fake = await salesforceFake();
const api = await startTestServer({ HEXALIGN_CRM_PUSH: '1', HEXALIGN_CRM_HOSTS: new URL(fake.address).host, HEXALIGN_SECRET_KEY: 'a key for a server that lives for one story' });
try {
  const told = await leaveStory(api, fake, {
    filename: basename(path), bytes: await readFile(path), mapping, region: given.region === 'none' ? null : given.region, territories: Number(given.territories),
    leave: given.leave.split(',').map((number) => Number(number) - 1), tolerance: Number(given.tolerance), preset: given.preset as 'balanced',
  }, (line) => console.log(line));
  await mkdir(given.out, { recursive: true });
  await writeFile(join(given.out, 'changes.csv'), told.changeList);
  for (const [name, text] of told.delta) await writeFile(join(given.out, name), text);
  console.log(`written to ${given.out}: changes.csv, ${[...told.delta.keys()].join(', ')}`);
} finally {
  await api.end();
  await fake.stop();
}
