import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clinicsCsv, gridJson } from './fixtures/clinics.ts';
import { verifyPlan } from '../src/cli/verify.ts';
import { finished, hexalign, start } from './fixtures/hexalign.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'hexalign-design-'));
  await writeFile(join(dir, 'clinics.csv'), clinicsCsv());
  await writeFile(join(dir, 'grid.json'), gridJson(20, 15));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const PLAN = ['design', 'clinics.csv', '--where', 'Status=OPEN', '--measure', 'beds=Beds:count', '--measure', 'clinics=1:count', '--territories', '4', '--tolerance', '0.1', '--region', 'us-ks', '--preset', 'fast'];
const file = (plan: string, name: string) => readFile(join(dir, plan, name), 'utf8');
const json = async (plan: string, name: string) => JSON.parse(await file(plan, name));

describe('hexalign design', () => {
  it('turns an accounts file into a plan that verify agrees with', async () => {
    const { code, stdout, stderr } = await hexalign(dir, ...PLAN, '--out', 'plan', '--json');
    expect(stderr).toContain('Guessed id: column "ID"');
    const summary = JSON.parse(stdout);
    expect(code).toBe(0);
    expect(summary).toMatchObject({ feasible: true, contiguous: true, interrupted: false, territories: 4, rows: { rows: 404, filtered: 40 }, region: 'us-ks' });
    expect(summary.rows.accepted + summary.rows.rejected + summary.rows.filtered).toBe(404);
    expect(summary.deviations.beds).toBeLessThanOrEqual(0.1);
    expect(summary.deviations.clinics).toBeLessThanOrEqual(0.1);
    expect(summary.solveCpuSeconds).toBeGreaterThan(0);
    expect((await readdir(join(dir, 'plan'))).sort()).toEqual(['accounts.csv', 'certificate.json', 'plan.json', 'rejected.csv', 'territories.geojson', 'units.csv']);

    const rejected = await file('plan', 'rejected.csv');
    for (const line of ['Beds,measure.negative,-999,', 'Beds,measure.missing,NOT AVAILABLE,', '402,ID,id.repeated,0000,', '403,Latitude,place.missing,,', '404,Latitude,place.outside_region,', '405,,row.ragged,']) expect(rejected).toContain(line);
    const plan = await json('plan', 'plan.json');
    expect(plan).toMatchObject({ format: 'hexalign-plan', version: 1, seed: 1, tolerance: 0.1, region: 'us-ks', assignmentHash: summary.assignmentHash });
    expect(plan.territories.map(({ id }: { id: string }) => id)).toEqual(['T01', 'T02', 'T03', 'T04']);
    const certificate = await json('plan', 'certificate.json');
    expect(certificate).toMatchObject({ feasible: true, contiguous: true, stopped: null, assignmentHash: summary.assignmentHash, lowerBound: summary.lowerBound, bound: { measure: 'beds' } });
    expect(certificate.bound.bands.map(({ measure, tolerance, multipliers }: { measure: string; tolerance: number; multipliers: number[] }) => [measure, tolerance, multipliers.length])).toEqual([['beds', 0.1, 4], ['clinics', 0.1, 4]]);
    expect(certificate.bound.inertia).toBeGreaterThanOrEqual(certificate.bound.lowerBound);
    expect(certificate.gap).toBeCloseTo(certificate.bound.inertia / certificate.bound.lowerBound - 1, 12);

    expect(await hexalign(dir, 'verify', 'plan', '--input', 'clinics.csv')).toMatchObject({ code: 0, stderr: '' });
  });

  it('writes the same bytes again', async () => {
    await hexalign(dir, ...PLAN, '--out', 'again');
    for (const name of await readdir(join(dir, 'plan'))) expect(await file('again', name), name).toBe(await file('plan', name));
  });

  it('every account lies inside its territory\'s polygon', async () => {
    const { features } = await json('plan', 'territories.geojson');
    const inside = (ring: number[][], x: number, y: number) => ring.reduce((odd, [x0, y0], i) => {
      const [x1, y1] = ring[(i + 1) % ring.length];
      return y0 > y !== y1 > y && x < x0 + ((y - y0) / (y1 - y0)) * (x1 - x0) ? !odd : odd;
    }, false);
    const lines = (await file('plan', 'accounts.csv')).trim().split('\n').slice(1);
    expect(lines.length).toBeGreaterThan(300);
    for (const line of lines) {
      const [id, territory, , lng, lat] = line.split(',');
      const { geometry } = features.find((feature: { id: string }) => feature.id === territory);
      const hit = geometry.coordinates.some((rings: number[][][]) => rings.reduce((odd, ring) => odd !== inside(ring, Number(lng), Number(lat)), false));
      expect(hit, id).toBe(true);
    }
  });

  it('names territories after today\'s, tells what moves and keeps the other columns', async () => {
    const { code, stdout } = await hexalign(dir, ...PLAN, '--out', 'named', '--current', 'Rep', '--keep-columns', '--json');
    expect(code).toBe(0);
    const { disruption } = JSON.parse(stdout);
    const plan = await json('named', 'plan.json');
    const names = plan.territories.map(({ id }: { id: string }) => id);
    expect([...names].sort()).toEqual(['North "A"', 'South, B', expect.stringMatching(/^T0[1-4]$/), 'West']);
    expect(disruption.moved).toBeGreaterThan(0);
    expect(disruption.moved).toBeLessThan(disruption.of);
    for (const { moved, least, of } of disruption.measures) {
      expect(least).toBeLessThanOrEqual(moved);
      expect(moved).toBeLessThanOrEqual(of);
    }
    expect((await file('named', 'accounts.csv')).split('\n')[0]).toBe('id,territory,unit,lng,lat,beds,clinics,current,Name,ZIP,Status,Note');
    expect(await file('named', 'accounts.csv')).toContain('"line one\nline two"');
    expect(await hexalign(dir, 'verify', 'named', '--input', 'clinics.csv')).toMatchObject({ code: 0 });
  });

  it('reads what a spreadsheet makes of a list: semicolons, decimal commas, an old encoding, postal codes without their zeros', async () => {
    const rows = Array.from({ length: 60 }, (_, i) => `${i};Café ${i};${1001 + 7 * i};1.${String(100 + i)},5;${'42,'}${300 + i};${'-71,'}${500 + 3 * i}`);
    await writeFile(join(dir, 'cafes.csv'), Buffer.from(`sep=;\r\nKunden-Nr;Name;ZIP;Umsatz;Lat;Lng\r\n${rows.join('\r\n')}\r\n`, 'latin1'));
    const args = ['design', 'cafes.csv', '--measure', 'umsatz=Umsatz:currency', '--territories', '2', '--tolerance', '0.2', '--preset', 'fast', '--json'];
    const byPlace = await hexalign(dir, ...args, '--out', 'byPlace', '--keep-columns');
    expect(byPlace.stderr).toContain('windows-1252, delimiter ";", decimal comma');
    expect(JSON.parse(byPlace.stdout)).toMatchObject({ rows: { accepted: 60 }, region: 'us-ma', totals: { umsatz: 67800 } });
    expect(await file('byPlace', 'accounts.csv')).toContain('Café 3');
    expect(await hexalign(dir, 'verify', 'byPlace', '--input', 'cafes.csv')).toMatchObject({ code: 0 });
    const byPostal = await hexalign(dir, ...args, '--out', 'byPostal', '--postal', 'ZIP');
    expect(JSON.parse(byPostal.stdout).region).toContain('us-ma');
    expect(await hexalign(dir, 'verify', 'byPostal', '--input', 'cafes.csv')).toMatchObject({ code: 0 });
  });

  it('places other countries by a table of the user\'s own, within a region of the user\'s own', async () => {
    const codes = Array.from({ length: 40 }, (_, i) => ({ code: `0${1000 + i}`, lat: 51 + (i % 8) * 0.05, lng: 13 + Math.floor(i / 8) * 0.1 }));
    await writeFile(join(dir, 'codes.csv'), `postal,country,lat,lng\n${codes.map(({ code, lat, lng }) => `${code},DE,${lat},${lng}`).join('\n')}\n`);
    await writeFile(join(dir, 'shops.csv'), `id,plz,land\n${codes.map(({ code }, i) => `s${i},${Number(code)},DE`).join('\n')}\nx,99999,DE\n`);
    await writeFile(join(dir, 'box.geojson'), JSON.stringify({ type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [[[12.9, 50.9], [13.25, 50.9], [13.25, 51.5], [12.9, 51.5], [12.9, 50.9]]] } }));
    const { stdout } = await hexalign(dir, 'design', 'shops.csv', '--postal', 'plz', '--country', 'land', '--postal-table', 'codes.csv', '--region', 'box.geojson', '--territories', '2', '--out', 'shops', '--preset', 'fast', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ rows: { rows: 41, accepted: 24, rejected: 17 }, region: expect.stringMatching(/^sha256:/) });
    expect(await file('shops', 'rejected.csv')).toContain('42,plz,postal.unknown,99999,');
    expect(await hexalign(dir, 'verify', 'shops', '--input', 'shops.csv')).toMatchObject({ code: 0 });
  });

  it('joins islands by listed links, or leaves them apart when told to', async () => {
    const rows = [[-159.5, 22], [-157.9, 21.35], [-157.8, 21.4], [-158, 21.5], [-156.5, 20.9], [-155.1, 19.7], [-155.9, 19.7], [-157, 21.1]].map(([lng, lat], i) => `h${i},${lat},${lng}`);
    await writeFile(join(dir, 'islands.csv'), `id,lat,lng\n${rows.join('\n')}\n`);
    const args = ['design', 'islands.csv', '--region', 'us-hi', '--territories', '2', '--tolerance', '0.3', '--preset', 'fast', '--json'];
    const joined = await hexalign(dir, ...args, '--out', 'joined');
    expect(JSON.parse(joined.stdout)).toMatchObject({ contiguous: true });
    const { links } = await json('joined', 'plan.json');
    expect(links.length).toBeGreaterThan(3);
    expect(await hexalign(dir, 'verify', 'joined')).toMatchObject({ code: 0 });
    await writeFile(join(dir, 'joined', 'plan.json'), (await file('joined', 'plan.json')).replace(/"links": \[\s*\{[^}]*\},/, '"links": ['));
    expect((await verifyPlan(join(dir, 'joined'), null)).lines().join('\n')).toMatch(/cannot be reached from/);
    const apart = await hexalign(dir, ...args, '--out', 'apart', '--no-link');
    expect(apart.code).toBe(2);
    expect(JSON.parse(apart.stdout)).toMatchObject({ contiguous: false, links: 0 });
    expect(await hexalign(dir, 'verify', 'apart')).toMatchObject({ code: 0 });
  });

  it('exits with 2 and the reasons when no plan within the tolerance is found', async () => {
    const exact = PLAN.map((arg) => (arg === '0.1' ? '0' : arg));
    const { code, stdout } = await hexalign(dir, ...exact, '--out', 'tight', '--json');
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ feasible: false, contiguous: true });
    const certificate = await json('tight', 'certificate.json');
    expect(certificate.violations[0]).toMatchObject({ code: 'balance.outside', territory: expect.stringMatching(/^T/) });
    expect(certificate.reasons.length).toBeGreaterThan(0);
    expect(await hexalign(dir, 'verify', 'tight')).toMatchObject({ code: 0 });
  });

  it('divides a graph made by others', async () => {
    const { code, stdout } = await hexalign(dir, 'design', '--graph', 'grid.json', '--territories', '4', '--tolerance', '0.1', '--out', 'grid', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ feasible: true, rows: null, resolution: null, units: 300 });
    expect((await readdir(join(dir, 'grid'))).sort()).toEqual(['borders.csv', 'certificate.json', 'plan.json', 'territories.geojson', 'units.csv']);
    expect(await hexalign(dir, 'verify', 'grid', '--input', 'grid.json')).toMatchObject({ code: 0, stderr: '' });
  });

  it('writes the best plan so far when it is interrupted', async () => {
    await writeFile(join(dir, 'large.json'), gridJson(121, 120));
    const child = start(dir, 'design', '--graph', 'large.json', '--territories', '60', '--tolerance', '0', '--preset', 'thorough', '--out', 'stopped', '--json');
    const done = finished(child);
    await new Promise<void>((resolve) => child.stderr.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes('Dividing')) resolve();
    }));
    child.kill('SIGINT');
    const { code, stdout, stderr } = await done;
    expect(stderr).toContain('best plan so far');
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ interrupted: true, contiguous: true });
    expect(await hexalign(dir, 'verify', 'stopped')).toMatchObject({ code: 0 });
  });

  it('ends at its time limit with the best plan so far, and says so', async () => {
    const { code, stdout } = await hexalign(dir, 'design', '--graph', 'large.json', '--territories', '60', '--tolerance', '0', '--time-limit', '0.05', '--out', 'limited', '--json');
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ interrupted: true, stopped: 'time-limit', contiguous: true });
    expect(await json('limited', 'certificate.json')).toMatchObject({ stopped: 'time-limit', reasons: expect.arrayContaining([expect.stringContaining('ended at its time limit')]) });
    expect(await hexalign(dir, 'verify', 'limited')).toMatchObject({ code: 0 });
    expect((await hexalign(dir, ...PLAN, '--out', 'never', '--time-limit', '0')).stderr).toContain('--time-limit');
  });

  it('leaves nothing behind when it is interrupted twice', async () => {
    const child = start(dir, 'design', '--graph', 'large.json', '--territories', '60', '--tolerance', '0', '--preset', 'thorough', '--out', 'gone');
    const done = finished(child);
    child.stderr.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes('Dividing')) child.kill('SIGINT');
      if (chunk.toString().includes('again gives up')) setTimeout(() => child.kill('SIGINT'), 450);
    });
    const { code } = await done;
    // The solve may have ended between the two; then its plan is whole.
    expect([130, 2]).toContain(code);
    expect((await readdir(dir)).filter((name) => name.includes('gone'))).toEqual(code === 130 ? [] : ['gone']);
  });
});

describe('hexalign verify', () => {
  const swap = (from: string | RegExp, to: string) => (text: string) => {
    const changed = text.replace(from, to);
    expect(changed).not.toBe(text);
    return changed;
  };
  const moveLastUnit = (text: string) => {
    const lines = text.trimEnd().split('\n');
    const fields = lines[lines.length - 1].split(',');
    fields[1] = fields[1] === 'T01' ? 'T02' : 'T01';
    return `${[...lines.slice(0, -1), fields.join(',')].join('\n')}\n`;
  };
  it.each<[string, string, (text: string) => string, RegExp]>([
    ['a moved unit', 'units.csv', moveLastUnit, /assignmentHash/],
    ['a changed sum', 'units.csv', swap(/,(\d+),(\d+)\n$/, ',77,$2\n'), /its accounts come to/],
    ['a moved account', 'accounts.csv', swap(/,T01,/, ',T02,'), /is in T02, but its unit/],
    ['a changed measure', 'accounts.csv', swap(/,(\d+),1\n/, ',4321,1\n'), /its accounts come to/],
    ['a changed place', 'accounts.csv', swap(/,-9\d\.\d+,/, ',-99.5,'), /but its point lies in/],
    ['a removed account', 'accounts.csv', swap(/\n[^\n]+\n$/, '\n'), /has \d+ accounts; plan.json says/],
    ['a certificate that claims more', 'certificate.json', swap(/"worstDeviation": [\d.]+/, '"worstDeviation": 0.001'), /certificate.json, worstDeviation: is 0.001/],
    ['a bound that claims more', 'certificate.json', swap(/"lowerBound": \d[\d.]*,\n {4}"gap": [\d.]+/, '"lowerBound": 1e9,\n    "gap": 0'), /bound, lowerBound: is 1000000000; the multipliers prove/],
    ['a smaller gap', 'certificate.json', swap(/"gap": [\d.]+/, '"gap": 0.0001'), /certificate.json, gap: is 0.0001/],
    ['a narrower band', 'certificate.json', swap(/"tolerance": 0.1,\n( +)"multipliers"/, '"tolerance": 0.01,\n$1"multipliers"'), /bands, beds, tolerance: is 0.01/],
    ['a proof that is not there', 'certificate.json', swap(/"bound": \{[^]*\},\n {2}"stopped"/, '"bound": null,\n  "stopped"'), /bound: is missing/],
    ['a multiplier too few', 'certificate.json', swap(/"multipliers": \[\s*[-\d.e]+,/, '"multipliers": ['), /no multiplier for every/],
    ['a search that is said to have been stopped', 'plan.json', swap('"stopped": null', '"stopped": "time-limit"'), /certificate.json, (stopped|planHash)/],
    ['another verdict', 'certificate.json', swap('"feasible": true', '"feasible": false'), /feasible/],
    ['a figure in a shape', 'territories.geojson', swap(/"beds":\d+/, '"beds":1'), /territories.geojson.*beds/],
    ['a moved border', 'territories.geojson', swap(/\[-9\d\.\d+,/, '[-97.123456,'), /territories.geojson.*coordinates/],
    ['a dropped reason', 'rejected.csv', swap(/\n[^\n]+\n$/, '\n'), /rejected.csv/],
    ['another seed', 'plan.json', swap('"seed": 1', '"seed": 2'), /planHash|seed/],
    ['another total', 'plan.json', swap(/"total": \d+/, '"total": 99'), /total/],
    ['another tolerance', 'plan.json', swap(/"tolerance": 0.1/, '"tolerance": 0.5'), /tolerance/],
    ['a link that is not there', 'plan.json', swap('"links": []', '"links": [{ "from": "8426e1dffffffff", "to": "nowhere", "km": 1, "reason": "island" }]'), /links\[0\]/],
    ['an unknown key', 'plan.json', swap('"holds": []', '"holds": [], "extra": 1'), /plan.json/],
  ])('notices %s', async (_, name, change, said) => {
    const copy = await mkdtemp(join(dir, 'copy-'));
    await cp(join(dir, 'plan'), copy, { recursive: true });
    await writeFile(join(copy, name), change(await file('plan', name)));
    expect((await verifyPlan(copy, null)).lines().join('\n')).toMatch(said);
  });

  it('says that it disagrees', async () => {
    const copy = await mkdtemp(join(dir, 'copy-'));
    await cp(join(dir, 'plan'), copy, { recursive: true });
    await writeFile(join(copy, 'units.csv'), moveLastUnit(await file('plan', 'units.csv')));
    const { code, stdout, stderr } = await hexalign(dir, 'verify', copy, '--json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ agrees: false, disagreements: expect.arrayContaining([{ where: 'plan.json, assignmentHash', what: expect.any(String) }]) });
    expect(stderr).toContain('does NOT agree');
  });

  it.each(['certificate.json', 'accounts.csv', 'units.csv', 'territories.geojson', 'rejected.csv'])('misses %s', async (name) => {
    const copy = await mkdtemp(join(dir, 'copy-'));
    await cp(join(dir, 'plan'), copy, { recursive: true });
    await rm(join(copy, name));
    expect((await verifyPlan(copy, null)).lines()).toContainEqual(expect.stringMatching(new RegExp(`^${name.replace('.', '\\.')}.* is missing`)));
  });

  it('notices another input', async () => {
    await writeFile(join(dir, 'other.csv'), clinicsCsv().replace('Clinic 11,', 'Clinic XI,').replace(/\n0012,(.*)/, '\n0012x,$1'));
    const said = (await verifyPlan(join(dir, 'plan'), join(dir, 'other.csv'))).lines().join('\n');
    expect(said).toContain('is not the file the plan was made from');
    expect(said).toContain('row 14 of the input says 0012x');
  });
});

describe('input that cannot be used', () => {
  const refused = async (content: string | Buffer, ...args: string[]) => {
    await writeFile(join(dir, 'bad.csv'), content);
    const ran = await hexalign(dir, 'design', 'bad.csv', '--territories', '2', '--out', 'never', ...args);
    expect(await readdir(dir)).not.toContain('never');
    return ran;
  };
  const GOOD = 'id,lat,lng,v\na,38.5,-97,1\nb,38.6,-98,2\nc,38.7,-99,3\n';

  it.each<[string, string | Buffer, string[], string]>([
    ['an empty file', '', [], 'found nothing'],
    ['a header alone', 'id,lat,lng\n', [], 'rows below the header'],
    ['a workbook', 'PK\u0003\u0004....', [], 'a ZIP archive'],
    ['a column that is not there', GOOD, ['--measure', 'v=Value'], '"Value"'],
    ['a filter that matches nothing', GOOD, ['--where', 'id=z'], 'none of 3 rows matched'],
    ['no coordinates', 'id,a,b\nx,1,2\ny,3,4\n', [], 'latitude and a longitude'],
    ['two ids alike', 'customer_id,account_id,lat,lng\nx,y,38.5,-97\n', [], 'equally likely'],
    ['swapped coordinates', 'id,lat,lng\na,-97,38.5\nb,-98,38.6\n', ['--lat', 'lat', '--lng', 'lng'], '--lat "lng" --lng "lat"'],
    ['metres for degrees', 'id,y,x\na,4346975.4,-13318894.7\n', ['--lat', 'y', '--lng', 'x'], 'projected coordinates'],
    ['no row that can be used', 'id,lat,lng,v\na,38.5,-97,x\nb,38.6,-98,\n', ['--measure', 'v=v'], 'row 2, v: measure.not_a_number'],
    ['a region without accounts', GOOD, ['--region', 'us-ak'], '--region'],
    ['a region nobody knows', GOOD, ['--region', 'atlantis'], '"atlantis"'],
    ['a measure that is 0 everywhere', 'id,lat,lng,v\na,38.5,-97,0\nb,38.6,-98,0\n', ['--measure', 'v=v'], '0 in every accepted row'],
  ])('%s', async (_, content, args, said) => {
    const { code, stdout, stderr } = await refused(content, ...args);
    expect(stderr).toContain(said);
    expect(stderr).not.toMatch(/at .*\.ts:\d+/);
    expect(stdout).toBe('');
    expect(code).toBe(1);
  });

  it('more territories than accounts, or than units', async () => {
    await writeFile(join(dir, 'bad.csv'), GOOD);
    for (const [many, said] of [['4', 'at most one for each of the 3 accepted accounts'], ['3', '3 territories cannot be made of 1 unit']]) {
      const { code, stderr } = await hexalign(dir, 'design', 'bad.csv', '--territories', many, '--resolution', '1..1', '--out', 'never', '--region', 'us-ks');
      expect(stderr).toContain(said);
      expect(code).toBe(1);
    }
    expect(await readdir(dir)).not.toContain('never');
  });

  it('says so in JSON when asked to', async () => {
    const { code, stdout } = await refused('', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(stdout).error).toMatchObject({ code: 'csv.empty', repair: expect.any(String) });
  });

  it('knows its commands', async () => {
    expect(await hexalign(dir, 'desing')).toMatchObject({ code: 1, stderr: expect.stringContaining('there is no command "desing"') });
    expect(await hexalign(dir, 'help')).toMatchObject({ code: 0, stdout: expect.stringContaining('hexalign design') });
    expect(await hexalign(dir, '--version')).toMatchObject({ code: 0, stdout: expect.stringMatching(/^hexalign \d/) });
    expect(await hexalign(dir, 'verify', 'nowhere')).toMatchObject({ code: 1, stderr: expect.stringContaining('nothing there') });
  });
});
