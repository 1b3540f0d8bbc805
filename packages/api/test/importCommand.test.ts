import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints, type Import } from '../contract/index.ts';
import { importOptions } from '../src/cli/importOptions.ts';
import { runCommand } from './process.ts';
import { startTestServer, temporaryFolder, type TestServer } from './startTestServer.ts';

const GOOD = 'CRM ID;Firma;lat;lng;Umsatz\n00017;Müller;52,52;13,40;1.200,50\n00018;Žofín;50,08;14,41;70,5\n';

describe('hexalign import', () => {
  let api: TestServer;
  let folder: string;
  let key: string;

  const list = async (name: string, text: string): Promise<string> => {
    await writeFile(join(folder, name), text);
    return join(folder, name);
  };
  const local = (...args: string[]) => runCommand(['import', ...args], { DATA_DIR: api.dataDir });
  const remote = (...args: string[]) => runCommand(['import', ...args], { DATA_DIR: join(folder, 'nothing here'), HEXALIGN_SERVER: api.server.address, HEXALIGN_API_KEY: key });
  const records = async (): Promise<string[]> => (await api.call(endpoints.listRecords, { params: { kind: 'accounts' } })).records.map(({ key: id }) => id);
  const json = (said: string): Import => JSON.parse(said.slice(said.indexOf('{'))) as Import;

  beforeAll(async () => {
    api = await startTestServer({ HEXALIGN_IMPORT_ROWS_AT_ONCE: '1' });
    folder = await temporaryFolder();
    key = (await api.call(endpoints.createKey, { body: { name: 'nightly', scope: { role: 'planner', regions: null, moneyHidden: false, branch: null } } })).secret;
  });
  afterAll(async () => {
    await api.end();
    await rm(folder, { recursive: true, force: true });
  });

  it.each(['at the database of the machine', 'at a server'])('judges without changing anything, commits and undoes, %s', async (where) => {
    const run = where === 'at a server' ? remote : local;
    const path = await list('list.csv', GOOD);
    const checked = await run('accounts', path, '--dry-run', '--measure', 'Revenue=Umsatz:currency', '--json');
    expect(checked.code).toBe(0);
    const told = json(checked.said);
    expect(told).toMatchObject({ state: 'checked', counts: { rows: 2, accepted: 2 }, mapping: { fields: { id: 'CRM ID', name: 'Firma' } }, measures: [{ name: 'Revenue', after: 1271 }] });
    expect(await records()).toEqual([]);
    const committed = await run('--commit', told.id);
    expect(committed).toMatchObject({ code: 0, said: expect.stringContaining(`To take it back: hexalign import --undo ${told.id}`) as string });
    expect(await records()).toEqual(['00017', '00018']);
    expect((await run('--undo', told.id)).said).toContain('Taken back.');
    expect(await records()).toEqual([]);
  });

  it('says with its exit code that rows are missing, and writes down which', async () => {
    const path = await list('bad.csv', `${GOOD}00019;Ben;50;9;viel\n;Cem;50;9;1\n`);
    const problems = join(folder, 'why.csv');
    const { code, said } = await remote('accounts', path, '--commit', '--measure', 'Revenue=Umsatz', '--missing', 'reject', '--problems', problems);
    expect(code).toBe(2);
    expect(said).toContain('4 rows, 2 accepted, 2 rejected');
    expect(said).toContain('1 x Umsatz field.not_a_number: expected a number for Revenue; row 4 has "viel"');
    expect((await readFile(problems, 'utf8')).split('\n').slice(0, 3)).toEqual(['row,column,code,found,expected', '4,Umsatz,field.not_a_number,viel,a number for Revenue', '5,CRM ID,id.empty,,an id']);
    const id = /--undo (\S+)/.exec(said)![1];
    expect((await local('--undo', id)).code).toBe(0);
  });

  it('takes columns as they are named, filters, constants and whole mappings', async () => {
    const path = await list('odd.csv', 'a,b,c,d\n1,10115,yes,x\n2,80331,no,y\n');
    const named = json((await local('people', path, '--field', 'id=a', '--field', 'postal=b', '--constant', 'country=DE', '--where', 'c=yes', '--json')).said);
    expect(named).toMatchObject({ counts: { rows: 2, accepted: 1, filtered: 1 }, mapping: { fields: { id: 'a', postal: 'b' }, constants: { country: 'DE' } } });
    const mapping = await list('mapping.json', JSON.stringify({ fields: { id: 'd' }, missing: 'keep' }));
    expect(json((await local('accounts', path, '--mapping', mapping, '--json')).said)).toMatchObject({ mapping: { fields: { id: 'd' }, missing: 'keep' }, changes: { new: 2 } });
  });

  it.each([
    [['people'], 'import KIND FILE'],
    [['horses', 'list.csv'], 'expected one of accounts, people'],
    [['accounts', 'LIST', '--commit', '--undo'], 'one of --dry-run, --commit and --undo'],
    [['accounts', 'LIST', '--gone', 'away'], 'one of keep, remove'],
    [['accounts', 'LIST', '--measure', 'Umsatz'], 'NAME=COLUMN'],
    [['accounts', 'LIST', '--server', 'nowhere'], 'an address such as'],
  ] as const)('refuses %j before anything is asked', (args, expected) => {
    expect(() => importOptions(args.map((arg) => (arg === 'LIST' ? 'list.csv' : arg)), { HEXALIGN_API_KEY: 'x' })).toThrow(new RegExp(expected));
  });

  it.each([
    [['accounts', 'LIST', '--field', 'horse=Firma'], 'There are id, name'],
    [['--undo', '00000000-0000-4000-8000-000000000000'], 'There is no such import'],
    [['accounts', 'LIST', '--server', 'http://127.0.0.1:1'], 'that the server runs'],
    [['accounts', 'LIST', '--key', 'wrong'], 'API key'],
  ] as const)('says what is wrong with %j', async (args, expected) => {
    const path = await list('list.csv', GOOD);
    const { code, said } = await remote(...args.map((arg) => (arg === 'LIST' ? path : arg)));
    expect([code, said]).toEqual([1, expect.stringMatching(expected)]);
    expect(existsSync('list-problems.csv')).toBe(false);
  });
});
