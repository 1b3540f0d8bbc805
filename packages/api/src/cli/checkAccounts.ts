import { areaFinder } from '@hexalign/engine';
import type { FeatureCollection } from 'geojson';
import { cellToParent, getResolution, isValidCell, latLngToCell } from 'h3-js';
import type { AccountTable } from '../datasets/collectAccounts.ts';
import { tidy } from '../exports/csvLine.ts';
import { territoryAt } from '../exports/planSheet.ts';
import type { Findings } from './findings.ts';
import type { PlanDocument } from './planDocument.ts';
import { planTable } from './readPlan.ts';
import type { UnitRows } from './readUnits.ts';

/**
 * `accounts.csv` against `units.csv`: every account lies in the unit that holds its point, in that unit's territory unless it is an
 * exception, and
 * the accounts of each unit come to its sums.
 *
 * @returns the accounts and the position of each one's unit; null when the table cannot be used
 */
export async function checkAccounts(dir: string, plan: PlanDocument, units: UnitRows, areas: FeatureCollection | null, findings: Findings): Promise<(AccountTable & { readonly unitOf: Uint32Array }) | null> {
  const hasCurrent = plan.reading!.mapping.current !== null;
  const keys = plan.measures.map(({ name }) => name);
  const rows = await planTable(dir, 'accounts.csv', ['id', 'territory', 'unit', 'lng', 'lat', ...keys, ...(hasCurrent ? ['current'] : [])], findings, true);
  if (!rows) return null;
  const position = new Map(units.ids.map((id, u) => [id, u]));
  const walk = areas === null ? unitWalk(units.ids, plan.resolution?.[1] ?? 0) : inAreas(areas);
  const seen = new Set<string>();
  const unitOf: number[] = [];
  const lngLat: number[] = [];
  const values: number[][] = keys.map(() => []);
  const current: (string | null)[] = [];
  const sums = keys.map(() => new Float64Array(units.ids.length));
  const exceptions = listedExceptions(plan, findings);
  let usable = true;
  for await (const { row, fields } of rows) {
    const [id, territory, unit] = fields;
    const where = `accounts.csv, line ${row}, ${id}`;
    if (seen.has(id)) findings.add('account', where, 'has an id that stands there before');
    seen.add(id);
    const u = position.get(unit);
    const numbers = fields.slice(3, 5 + keys.length).map((text) => (text.trim() === '' ? NaN : Number(text)));
    if (u === undefined || numbers.length < 2 + keys.length || numbers.some((value) => !Number.isFinite(value)) || numbers.slice(2).some((value) => value < 0)) {
      findings.add('account', where, u === undefined ? `is in unit ${unit}, which units.csv does not have` : `has a place or measure that is no number: ${fields.slice(3, 5 + keys.length).join(',')}`);
      usable = false;
      continue;
    }
    const holds = walk(numbers[0], numbers[1]);
    if (holds !== unit) findings.add('place', where, `is in unit ${unit}, but its point lies in ${holds ?? 'no unit'}`);
    const exception = exceptions.get(id);
    const expected = exception ?? territoryAt(plan.territories, units.slots[u]);
    if (territory !== expected) findings.add('territory', where, `is in ${territory || 'no territory'}, but ${exception === undefined ? `its unit ${unit} is in ${expected || 'none'}` : `plan.json makes an exception of it for ${exception}`}`);
    unitOf.push(u);
    lngLat.push(numbers[0], numbers[1]);
    keys.forEach((_, m) => {
      values[m].push(numbers[2 + m]);
      sums[m][u] += numbers[2 + m];
    });
    if (hasCurrent) current.push(fields[5 + keys.length] === '' ? null : fields[5 + keys.length]);
  }
  for (const id of exceptions.keys()) if (!seen.has(id)) findings.add('exception', 'plan.json, exceptions', `names account ${id}, which accounts.csv does not have`);
  keys.forEach((key, m) => {
    units.ids.forEach((id, u) => {
      if (tidy(sums[m][u]) !== units.values[m][u]) findings.add('sum', `units.csv, ${id}`, `has ${key} ${units.values[m][u]}; its accounts come to ${tidy(sums[m][u])}`);
    });
  });
  const { counts } = plan.reading!;
  if (seen.size !== counts.accepted) findings.add('count', 'accounts.csv', `has ${seen.size} accounts; plan.json says ${counts.accepted}`);
  if (counts.rows !== counts.accepted + counts.rejected + counts.filtered) findings.add('count', 'plan.json, reading, counts', `${counts.rows} rows are not ${counts.accepted} + ${counts.rejected} + ${counts.filtered}`);
  const rejected = await planTable(dir, 'rejected.csv', ['row', 'column', 'code', 'found', 'expected'], findings);
  if (rejected) {
    const refused = new Set<string>();
    for await (const { fields } of rejected) refused.add(fields[0]);
    if (refused.size !== counts.rejected) findings.add('count', 'rejected.csv', `speaks of ${refused.size} rows; plan.json says ${counts.rejected}`);
  }
  if (!usable) return null;
  return {
    ids: [...seen],
    rows: new Uint32Array(unitOf.length),
    lngLat: Float64Array.from(lngLat),
    values: values.map((column) => Float64Array.from(column)),
    current: hasCurrent ? current : null,
    approximate: new Uint8Array(unitOf.length),
    unitOf: Uint32Array.from(unitOf),
  };
}

/** Territory by account of the plan's exceptions; those that say nothing clear are found out. */
function listedExceptions(plan: PlanDocument, findings: Findings): Map<string, string> {
  const known = new Set(plan.territories.map(({ id }) => id));
  const found = new Map<string, string>();
  for (const { account, territory } of plan.exceptions ?? []) {
    if (!known.has(territory)) findings.add('exception', 'plan.json, exceptions', `give ${account} to ${territory}, which is no territory of the plan`);
    if (found.has(account)) findings.add('exception', 'plan.json, exceptions', `name account ${account} twice`);
    found.set(account, territory);
  }
  return found;
}

/** The area that holds a point. */
function inAreas(areas: FeatureCollection): (lng: number, lat: number) => string | null {
  const find = areaFinder(areas, 'id');
  return (lng, lat) => find(lng, lat) || null;
}

/** The unit that holds a point: up the parents of its cell at the finest resolution of all. */
export function unitWalk(ids: readonly string[], from: number): (lng: number, lat: number) => string | null {
  const all = new Set(ids);
  const resolutions = new Set<number>();
  for (const id of ids) if (isValidCell(id)) resolutions.add(getResolution(id));
  // From the finest resolution the plan may have, also where no cell had to be divided as far: a cell is not what its parent's outline holds.
  const finest = Math.max(from, ...resolutions);
  const coarsest = Math.min(...resolutions);
  return (lng, lat) => {
    const cell = latLngToCell(lat, lng, finest);
    for (let resolution = finest; resolution >= coarsest; resolution--) {
      const unit = resolution === finest ? cell : cellToParent(cell, resolution);
      if (all.has(unit)) return unit;
    }
    return null;
  };
}
