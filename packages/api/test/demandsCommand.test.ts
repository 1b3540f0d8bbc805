import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clinicsCsv, gridJson } from './fixtures/clinics.ts';
import { hexalign } from './fixtures/hexalign.ts';
import { design } from '../src/cli/design.ts';
import { verifyPlan } from '../src/cli/verify.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'hexalign-demands-'));
  const lines = clinicsCsv().split(/\n(?=\d{4},|$)/);
  // Three clinics in four corners of the state are one family.
  const family = (line: string, i: number): string => (i === 0 ? line.replace('Note', 'Note,Family,Stay') : line.trim() === '' ? line : `${line},${['0001', '0002', '0004'].includes(line.slice(0, 4)) ? 'Ames' : ''},${line.startsWith('0005') ? 'T02' : ''}`);
  await writeFile(join(dir, 'clinics.csv'), lines.flatMap((part) => part.split(/(?<=Note)\n/)).map(family).join('\n'));
  await writeFile(join(dir, 'river.geojson'), JSON.stringify({ type: 'LineString', coordinates: [[-98, 30], [-98, 45]] }));
  await writeFile(join(dir, 'grid.json'), gridJson(20, 15));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const BASE = ['design', 'clinics.csv', '--where', 'Status=OPEN', '--measure', 'beds=Beds:count', '--measure', 'clinics=1:count', '--tolerance', '0.1', '--region', 'us-ks', '--resolution', '4..7', '--preset', 'fast', '--json'];
const PLAN = [...BASE, '--territories', '4'];
const json = async (plan: string, name: string) => JSON.parse(await readFile(join(dir, plan, name), 'utf8'));
const rowsOf = async (plan: string, name: string) => {
  const [header, ...lines] = (await readFile(join(dir, plan, name), 'utf8')).trim().split('\n').map((line) => line.match(/("([^"]|"")*"|[^,]*)(,|$)/g)!.map((field) => field.replace(/,$/, '').replace(/^"|"$/g, '').replaceAll('""', '"')));
  return lines.map((fields) => Object.fromEntries(header.map((name_, i) => [name_, fields[i] ?? ''])));
};
const sumsOf = (certificate: { measures: { name: string; territories: { territory: string; sum: number }[] }[] }, name: string) => Object.fromEntries(certificate.measures.find((measure) => measure.name === name)!.territories.map(({ territory, sum }) => [territory, sum]));

/** Designs a plan that must agree with its files. */
async function designed(out: string, ...args: string[]) {
  const run = await hexalign(dir, ...args, '--out', out);
  const input = args.includes('clinics.csv') ? 'clinics.csv' : 'grid.json';
  expect(run.stderr).not.toContain('hexalign:');
  expect([...(await verifyPlan(join(dir, out), join(dir, input))).lines()]).toEqual([]);
  return { ...run, summary: JSON.parse(run.stdout), plan: await json(out, 'plan.json'), certificate: await json(out, 'certificate.json') };
}

describe('demands of hexalign design', () => {
  it('a larger share, and names of one\'s own', async () => {
    const { code, plan, certificate } = await designed('shares', ...PLAN, '--share', 'Big=1.6', '--share', 'clinics@Big=1.5');
    expect(code).toBe(0);
    expect(plan.territories[0]).toEqual({ id: 'Big', name: 'Big', shares: { beds: 0.4, clinics: 0.375 } });
    expect(sumsOf(certificate, 'beds').Big / 11351).toBeGreaterThan(0.36);
  });

  it('a tolerance of its own for a measure', async () => {
    const { code, plan, certificate } = await designed('tolerances', ...PLAN, '--tolerance', 'clinics=20%');
    expect(plan).toMatchObject({ tolerance: 0.1, demands: { tolerances: { clinics: 0.2 } } });
    expect(certificate.measures.map(({ name, tolerance }: { name: string; tolerance: number }) => [name, tolerance])).toContainEqual(['clinics', 0.2]);
    expect(code).toBe(certificate.feasible ? 0 : 2);
  });

  it('weights and bounds, also on a measure that is not balanced', async () => {
    const { code, plan, certificate } = await designed('bounds', ...PLAN, '--weight', 'clinics=0', '--max', 'clinics@T02=75', '--min', 'clinics=70');
    expect(code).toBe(0);
    expect(plan.demands).toEqual({ weights: { clinics: 0 }, bounds: [{ measure: 'clinics', min: 70 }, { measure: 'clinics', territory: 'T02', max: 75 }] });
    expect(certificate.measures.map(({ name }: { name: string }) => name)).toEqual(['beds']);
    const many: Record<string, number> = {};
    for (const { territory } of await rowsOf('bounds', 'accounts.csv')) many[territory] = (many[territory] ?? 0) + 1;
    expect(many.T02).toBeLessThanOrEqual(75);
    expect(Math.min(...Object.values(many))).toBeGreaterThanOrEqual(70);
  });

  it('accounts that stay somewhere, and accounts that stay together', async () => {
    const { plan } = await designed('held', ...PLAN, '--hold', 'Stay', '--group', 'Family');
    expect(plan.holds).toEqual([{ unit: expect.any(String), territory: 'T02' }]);
    expect(plan.demands.together).toHaveLength(1);
    const accounts = await rowsOf('held', 'accounts.csv');
    expect(accounts.find(({ id }) => id === '0005')?.territory).toBe('T02');
    expect(new Set(accounts.filter(({ id }) => ['0001', '0002', '0004'].includes(id)).map(({ territory }) => territory)).size).toBe(1);
  });

  it('starting points, homes with a leash and a reach, travel, and territories in pieces', async () => {
    const { plan, certificate } = await designed('homes', ...PLAN, '--start', 'T01=-95.6,38.9', '--home', 'T02=-100.5,38.5', '--reach', '330', '--leash', '120', '--travel', '0.5', '--in-pieces', 'T04');
    expect(plan.demands).toMatchObject({ starts: [{ territory: 'T01' }], homes: [{ territory: 'T02', lng: -100.5, lat: 38.5, leashKm: 120, reachKm: 330 }], inPieces: ['T04'], travel: 0.5 });
    expect(certificate.violations.filter(({ code }: { code: string }) => code !== 'balance.outside')).toEqual([]);
    const units = await rowsOf('homes', 'units.csv');
    expect(units.find(({ unit }) => unit === plan.demands.starts[0].unit)?.territory).toBe('T01');
  });

  it('barriers, and links across them', async () => {
    const { plan, stderr } = await designed('river', ...PLAN, '--barrier', 'river.geojson', '--link', '-98.3,38.5:-97.7,38.5');
    expect(stderr).toMatch(/The lines of river\.geojson bar \d\d borders\./);
    expect(plan.links).toEqual([expect.objectContaining({ reason: 'given' })]);
    expect(plan.demands.barriers.length).toBeGreaterThan(20);
    const at = new Map((await rowsOf('river', 'units.csv')).map(({ unit, territory, lng }) => [unit, { territory, east: Number(lng) > -98 }]));
    // No territory lies on both sides but the one that the link lets across.
    const sides = new Map<string, Set<boolean>>();
    for (const { territory, east } of at.values()) sides.set(territory, (sides.get(territory) ?? new Set()).add(east));
    expect([...sides.values()].filter(({ size }) => size > 1).length).toBeLessThanOrEqual(1);
  });

  it('locks, prices and budgets against today\'s territories', async () => {
    const locked = await designed('locked', ...PLAN, '--current', 'Rep', '--lock', 'West');
    expect(locked.plan.locks).toEqual(['West']);
    for (const { current, territory } of await rowsOf('locked', 'accounts.csv')) if (current === 'West') expect(territory).toBe('West');
    const { plan, summary } = await designed('budget', ...BASE, '--territories', '3', '--current', 'Rep', '--price', '1:beds', '--budget', 'accounts=10%', '--budget', 'beds@West=300');
    expect(plan.demands).toMatchObject({ today: true, price: 1, pricedBy: 'beds' });
    expect(summary.disruption.moved).toBeLessThanOrEqual(0.1 * summary.disruption.of);
    let left = 0;
    for (const { current, territory, beds } of await rowsOf('budget', 'accounts.csv')) if (current === 'West' && territory !== 'West') left += Number(beds);
    expect(left).toBeLessThanOrEqual(300);
  });

  it('hours with the way in them, and as many territories as they need', async () => {
    const { plan, stderr } = await designed('hours', ...BASE, '--workload', 'hours', '--visits', '2', '--minutes', 'Beds', '--territories', 'hours=400@80%');
    expect(plan.measures[2]).toMatchObject({ name: 'hours', column: 'workload', unit: 'hours' });
    expect(plan.reading.workload).toEqual({ name: 'hours', visits: { value: 2 }, minutes: { column: 'Beds' }, speedKmh: 60, dayHours: 8 });
    expect(plan.measures[2].total / 320).toBeLessThanOrEqual(plan.territories.length);
    expect(stderr).toMatch(/\d territories: \d+ hours at 320 each make \d\.\d+/);
    // Two visits of as many minutes as there are beds, and the way to them.
    expect(plan.measures[2].total).toBeGreaterThan((2 * plan.measures[0].total) / 60);
  });

  it('a table with a row per territory', async () => {
    await writeFile(join(dir, 'table.csv'), 'territory,share,max:clinics,lng,lat,reach_km,in_pieces\nEast,1.4,,-95.6,38.9,,\nMiddle,,100,-97.5,38.2,,no\nWest,,,-100.8,38.5,400,yes\n');
    const { plan } = await designed('table', ...BASE, '--table', 'table.csv');
    expect(plan.territories.map(({ id }: { id: string }) => id)).toEqual(['East', 'Middle', 'West']);
    expect(plan.demands).toMatchObject({ bounds: [{ territory: 'Middle', max: 100 }], inPieces: ['West'], homes: [{ territory: 'East' }, { territory: 'Middle' }, { territory: 'West', reachKm: 400 }] });
  });

  it('the same on a graph made by others', async () => {
    const grid = JSON.parse(gridJson(20, 15));
    grid.units[5].stay = 'T02';
    grid.units[7].family = grid.units[9].family = 'x';
    await writeFile(join(dir, 'grid.json'), JSON.stringify(grid));
    const { plan } = await designed('grid', 'design', '--graph', 'grid.json', '--json', '--territories', '3', '--preset', 'fast', '--tolerance', '0.3', '--hold', 'stay', '--group', 'family', '--budget', 'units=60', '--price', '1:revenue');
    expect(plan.holds).toEqual([{ unit: grid.units[5].id, territory: 'T02' }]);
    const units = await rowsOf('grid', 'units.csv');
    expect(units.filter(({ current, territory }) => current !== '' && current !== territory).length).toBeLessThanOrEqual(60);
  });

  it('what cannot be is named before any work, and what clashes is explained', async () => {
    const refused = (...args: string[]) => design([...args.slice(1).map((arg) => (arg === 'clinics.csv' ? join(dir, arg) : arg)), '--out', join(dir, 'never')]).then(() => 'nothing is wrong', (error: Error) => error.message);
    expect(await refused(...PLAN, '--share', 'T09=2')).toContain('--share: expected a territory of the plan, found "T09"');
    expect(await refused(...PLAN, '--max', 'revenue=2')).toContain('--max: expected a measure of the plan: beds, clinics, found "revenue"');
    expect(await refused(...PLAN, '--budget', 'beds=5%')).toContain('Name their column with --current');
    expect(await refused(...PLAN, '--current', 'Rep', '--lock', 'Wets')).toContain('--lock: expected a territory of the plan, found "Wets"');
    expect(await refused(...PLAN, '--hold', 'Stays')).toContain('--hold: expected a column of the file, found "Stays". Did you mean');
    expect(await refused(...PLAN, '--reach', '50')).toContain('Add --home');
    expect(await refused(...PLAN, '--barrier', 'none.geojson')).toContain('--barrier');
    expect(await refused(...PLAN, '--link', 'here:there')).toContain('--link: expected the id of a unit, or a place');
    const clash = await hexalign(dir, ...PLAN, '--home', 'T01=-95.6,38.9', '--reach', '5', '--out', 'clash');
    expect(clash.code).toBe(2);
    expect(clash.stderr).toMatch(/Within 5 km of its home T01 finds \d+ of beds, .* Give T01 a reach of at least \d+ km from its home\./);
    expect((await json('clash', 'certificate.json')).reasons[0]).toMatch(/^Within 5 km of its home T01 finds .* Give T01 a reach/);
    expect((await verifyPlan(join(dir, 'clash'), null)).none).toBe(true);
  });
});
