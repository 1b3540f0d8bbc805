import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { demoCompany } from './demoCompany.ts';
import { demoFiles } from './files.ts';
import { regionsHolding } from './regionsHolding.ts';
import { zipCentroid } from './zipCentroid.ts';

type Row = Record<string, string>;

/** Reads a CSV without quotes. */
function rowsOf(path: string): Row[] {
  const [header, ...lines] = readFileSync(path, 'utf8').trimEnd().split('\n').map((line) => line.split(','));
  return lines.map((cells) => Object.fromEntries(header.map((column, i) => [column, cells[i]])));
}

const accounts = rowsOf(demoFiles().accounts);
const people = rowsOf(demoFiles().people);
const points = accounts.flatMap((row) => [Number(row.lng), Number(row.lat)]);
const sum = (rows: Row[], column: string) => rows.reduce((total, row) => total + Number(row[column]), 0);

describe('the demo accounts', () => {
  it('are 12,000 with ids and names of their own', () => {
    expect(accounts).toHaveLength(12_000);
    expect(new Set(accounts.map((row) => row.account_id)).size).toBe(12_000);
    expect(new Set(accounts.map((row) => row.name)).size).toBe(12_000);
  });

  it('have the columns that the company says', () => {
    const { id, place, measures, current } = demoCompany;
    for (const column of [id, place.lat, place.lng, ...measures.map((measure) => measure.column), current]) expect(accounts[0]).toHaveProperty(column);
  });

  it('all lie in the lower 48, in the state that their address names', () => {
    const found = regionsHolding(points);
    expect(found.code).toBe('us-lower48');
    expect(found.outside).toEqual([]);
    for (const { code, points: count } of found.regions) {
      const here = accounts.filter((row) => `us-${row.state.toLowerCase()}` === code).length;
      expect(Math.abs(here - count), code).toBeLessThanOrEqual(1 + here / 100);
    }
  });

  it('carry ZIP codes of five digits whose centroid is near', () => {
    for (const row of accounts) {
      expect(row.zip).toMatch(/^\d{5}$/);
      const centroid = zipCentroid(row.zip)!;
      expect(centroid.approximate).toBe(false);
      expect(Math.abs(centroid.lngLat[1] - Number(row.lat))).toBeLessThan(0.7);
    }
    expect(accounts.filter((row) => row.zip.startsWith('0')).length).toBeGreaterThan(300);
  });

  it('have a heavy tail: a tenth of them holds half of the potential, none outweighs a tenth of a territory', () => {
    const potentials = accounts.map((row) => Number(row.revenue_potential)).sort((a, b) => b - a);
    const total = potentials.reduce((all, each) => all + each, 0);
    const top = potentials.slice(0, 1_200).reduce((all, each) => all + each, 0);
    expect(top / total).toBeGreaterThan(0.45);
    expect(top / total).toBeLessThan(0.65);
    expect(potentials[0] / (total / demoCompany.territories)).toBeLessThan(0.1);
    expect(potentials[potentials.length - 1]).toBeGreaterThan(0);
  });

  it('have hours that follow from visits and minutes', () => {
    for (const row of accounts) {
      expect(Number(row.workload_hours)).toBeCloseTo((Number(row.visits_per_year) * Number(row.minutes_per_visit)) / 60, 2);
    }
  });
});

describe("the demo's alignment of today", () => {
  const byTerritory = Map.groupBy(accounts, (row) => row.territory);

  it('is uneven: some carry half as much again, some less than two thirds', () => {
    const even = sum(accounts, 'workload_hours') / demoCompany.territories;
    const loads = [...byTerritory.values()].map((rows) => sum(rows, 'workload_hours') / even);
    expect(loads).toHaveLength(demoCompany.territories);
    expect(Math.max(...loads)).toBeGreaterThan(1.4);
    expect(Math.max(...loads)).toBeLessThan(1.75);
    expect(Math.min(...loads)).toBeLessThan(0.6);
    expect(Math.min(...loads)).toBeGreaterThan(0.3);
    expect(loads.filter((load) => load > 1.25).length).toBeGreaterThanOrEqual(4);
    expect(loads.filter((load) => load < 0.7).length).toBeGreaterThanOrEqual(4);
  });

  it('hangs together on the ground: nearly every account has its nearest neighbour in its own territory', () => {
    const sample = accounts.filter((_, i) => i % 12 === 0);
    const same = sample.filter((row) => nearestOther(row).territory === row.territory).length;
    expect(same / sample.length).toBeGreaterThan(0.93);
  });

  it('seats 39 people, leaves one territory vacant and one newcomer without', () => {
    expect(people).toHaveLength(40);
    const seated = people.map((row) => row.territory).filter((name) => name !== '');
    expect(new Set(seated).size).toBe(39);
    expect([...byTerritory.keys()].filter((name) => !seated.includes(name))).toEqual([demoCompany.vacant]);
    expect(new Set(people.map((row) => row.email)).size).toBe(40);
    for (const row of people) expect(row.email).toMatch(/^[a-z]+\.[a-z]+@quillmere\.example$/);
    expect(regionsHolding(people.flatMap((row) => [Number(row.home_lng), Number(row.home_lat)])).outside).toEqual([]);
  });
});

describe('the prospects file', () => {
  const text = readFileSync(demoFiles().prospects, 'utf8');

  it('is as messy as it says', () => {
    const lines = text.trimEnd().split('\r\n');
    expect(lines).toHaveLength(1_501);
    expect(text.startsWith('\ufeffCustomer No,')).toBe(true);
    expect(lines.filter((line) => /,CLOSED,/.test(line)).length).toBeGreaterThan(50);
    expect(lines.filter((line) => /,-999,/.test(line)).length).toBeGreaterThan(20);
    expect(lines.filter((line) => /^\d*,".*(""|, Inc\.)/.test(line)).length).toBeGreaterThan(50);
    expect(lines.filter((line) => /,(AK|HI|PR),/.test(line))).toHaveLength(120);
    expect(lines.filter((line) => /,(MA|CT|NJ|NH|ME|RI|VT),\d{4},/.test(line)).length).toBeGreaterThan(30);
    expect(lines.filter((line) => /,17\d\.\d+,/.test(line))).toHaveLength(1);
  });
});

function nearestOther(row: Row): Row {
  const [lng, lat] = [Number(row.lng), Number(row.lat)];
  const shrink = Math.cos((lat * Math.PI) / 180);
  let best = row;
  let least = Infinity;
  accounts.forEach((other, i) => {
    const apart = ((points[2 * i] - lng) * shrink) ** 2 + (points[2 * i + 1] - lat) ** 2;
    if (other !== row && apart < least) [best, least] = [other, apart];
  });
  return best;
}
