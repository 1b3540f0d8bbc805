import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyPlan } from '../src/cli/verify.ts';
import { clinicsCsv, gridJson } from './fixtures/clinics.ts';
import { hexalign } from './fixtures/hexalign.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'hexalign-whatif-'));
  await writeFile(join(dir, 'clinics.csv'), clinicsCsv());
  await writeFile(join(dir, 'grid.json'), gridJson(20, 15));
  const segments = Array.from({ length: 400 }, (_, i) => `${String(i).padStart(4, '0')},${i % 3 === 0 ? 'Teaching; Large' : 'Small'}`);
  await writeFile(join(dir, 'segments.csv'), `id,segments\n${segments.join('\n')}\n`);
  await hexalign(dir, 'design', 'clinics.csv', '--where', 'Status=OPEN', '--measure', 'beds=Beds:count', '--territories', '6', '--tolerance', '0.1', '--region', 'us-ks', '--preset', 'fast', '--out', 'plan');
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const whatif = (out: string, ...args: string[]) => hexalign(dir, 'whatif', 'plan', ...args, '--out', out, '--json');
const plan = async (name: string) => JSON.parse(await readFile(join(dir, name, 'plan.json'), 'utf8')) as { territories: { id: string; shares: Record<string, number> }[]; demands?: { homes?: unknown[] }; tolerance: number };

describe('hexalign whatif', () => {
  it('writes the plan without somebody and with somebody new, which verify agrees with, and leaves the old one alone', async () => {
    const before = await readFile(join(dir, 'plan', 'plan.json'), 'utf8');
    const { code, stdout } = await whatif('next', '--leave', 'T03', '--hire', 'Ada@38.5,-98.5');
    const effects = JSON.parse(stdout);
    expect(code).toBe(0);
    expect(effects).toMatchObject({ asked: ['T03 is dissolved', 'Ada is hired at 38.500, -98.500'], feasible: true, accounts: { withoutOwner: 0 } });
    expect(effects.territories.map(({ id, change }: { id: string; change: string }) => `${id} ${change}`)).toEqual(expect.arrayContaining(['T03 goes', 'T07 comes']));
    expect((await plan('next')).territories.map(({ id }) => id)).toEqual(['T01', 'T02', 'T04', 'T05', 'T06', 'T07']);
    expect((await verifyPlan(join(dir, 'next'), join(dir, 'clinics.csv'))).lines()).toEqual([]);
    expect(await readFile(join(dir, 'plan', 'plan.json'), 'utf8')).toBe(before);
    // The same question, the same bytes.
    await whatif('again', '--leave', 'T03', '--hire', 'Ada@38.5,-98.5');
    for (const name of await readdir(join(dir, 'next'))) expect(await readFile(join(dir, 'again', name), 'utf8'), name).toBe(await readFile(join(dir, 'next', name), 'utf8'));
  });

  it.each([
    ['a split', ['--split', 'T02:40%'], 7], ['another number', ['--count', '4'], 4], ['a target', ['--target', 'T01=22%'], 6], ['values that shift', ['--shift', 'beds=130%@-100,36,-97,41'], 6],
    ['a tighter band', ['--tolerance', '4%', '--budget', 'beds=20%'], 6], ['a reach', ['--reach', '120@T01'], 6],
    ['a segment', ['--segment', 'beds=teaching*2/0.5', '--segments', 'segments.csv'], 6],
  ])('%s: a plan that agrees with its files', async (name, args, territories) => {
    const out = name.replaceAll(' ', '-');
    const { code, stderr } = await whatif(out, ...args);
    expect([0, 2], stderr).toContain(code);
    const written = await plan(out);
    expect(written.territories).toHaveLength(territories);
    if (name === 'a target') expect(written.territories[0].shares.beds).toBeCloseTo(0.22, 9);
    if (name === 'a reach') expect(written.demands!.homes).toHaveLength(1);
    if (name === 'a tighter band') expect(written.tolerance).toBe(0.04);
    expect((await verifyPlan(join(dir, out), null)).lines()).toEqual([]);
  });

  it('says it as a table, on a graph too', async () => {
    await hexalign(dir, 'design', '--graph', 'grid.json', '--territories', '5', '--preset', 'fast', '--out', 'grid');
    const { code, stdout } = await hexalign(dir, 'whatif', 'grid', '--leave', 'T02', '--tolerance', '10%', '--out', 'grid-next');
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^What if: T02 is dissolved\.\n[\s\S]*\nT02 +goes[\s\S]*\nThe plan is in grid-next\.\n$/)]);
    expect((await verifyPlan(join(dir, 'grid-next'), join(dir, 'grid.json'))).lines()).toEqual([]);
  });

  it.each([
    [['--leave', 'T99'], '--leave'], [['--hire', 'Ada'], '--hire'], [['--hire', 'Ada@10,10'], 'the question'], [[], 'the command line'], [['--merge', 'T01=T01'], 'the question'], [['--shift', 'money=2'], 'the question'], [['--budget', 'x=5%', '--count', '5'], '--budget'],
    [['--segment', 'beds=Large'], '--segment'], [['--segment', 'beds=Nobody', '--segments', 'segments.csv'], 'the question'], [['--segment', 'beds=Large', '--segments', 'clinics.csv'], '--segments clinics.csv'],
  ])('refuses %j, names the option and writes nothing', async (args, where) => {
    const { code, stdout } = await whatif('refused', ...args);
    expect(code).toBe(1);
    expect(JSON.parse(stdout).error).toMatchObject({ code: 'option.invalid', where });
    expect(await readdir(dir)).not.toContain('refused');
  });
});
