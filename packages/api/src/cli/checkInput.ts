import { basename, dirname, join } from 'node:path';
import { prepareJudge } from '../datasets/judgeRow.ts';
import { ownMeasures, withWorkloadColumns, workloadHours, type Workload } from '../datasets/workload.ts';
import { collectAccounts } from '../datasets/collectAccounts.ts';
import { fileHash, planTable } from './readPlan.ts';
import type { Findings } from './findings.ts';
import type { PlanDocument } from './planDocument.ts';
import { openTable } from './readAccounts.ts';
import { readGraph } from './readGraph.ts';

/** The plan against the file it was made from: its bytes, and every row accepted, rejected or left out as it was. */
export async function checkInput(dir: string, plan: PlanDocument, input: string, findings: Findings): Promise<void> {
  if (!plan.reading) {
    const { inputHash } = await readGraph(input);
    if (inputHash !== plan.inputHash) findings.add('input', input, `is not the graph the plan was made from: SHA-256 ${inputHash}, expected ${plan.inputHash}`);
    return;
  }
  const table = await openTable(input);
  const hash = await fileHash(dirname(input), basename(input));
  if (hash !== plan.inputHash) findings.add('input', input, `is not the file the plan was made from: SHA-256 ${hash}, expected ${plan.inputHash}`);
  const { mapping, counts, workload = null } = plan.reading;
  // Places by postal code and places outside the region were settled with tables that the plan does not carry.
  const settled = await settledRows(dir, findings);
  const judge = prepareJudge(table.header, withWorkloadColumns(mapping, workload), table.dialect, { locate: () => ({ lngLat: [0, 1], approximate: false }) });
  const { accounts, problems, counts: found } = await collectAccounts(table.rows, judge);
  if (found.rows !== counts.rows || found.filtered !== counts.filtered) findings.add('input', input, `has ${found.rows} rows, ${found.filtered} left out; plan.json says ${counts.rows} and ${counts.filtered}`);
  const refused = new Set(problems.map(({ row }) => row));
  for (const row of refused) if (!settled.all.has(row)) findings.add('input row', `${input}, row ${row}`, 'cannot be used, but rejected.csv does not have it');
  for (const row of settled.all) if (!refused.has(row) && !settled.elsewhere.has(row)) findings.add('input row', `${input}, row ${row}`, 'can be used, but rejected.csv has it');
  const own = ownMeasures(mapping, workload);
  const known: InputRows = { ids: accounts.ids, rows: accounts.rows, lngLat: mapping.place.kind === 'lngLat' ? accounts.lngLat : null, values: accounts.values.slice(0, own.length), current: accounts.current, names: own.map(({ name }) => name) };
  await compareAccounts(dir, plan, workload === null ? known : await withHours(dir, plan, workload, known, accounts.values.slice(own.length), settled.all), settled.all, findings);
}

/** The input with its hours worked out again, from the places that `accounts.csv` has. */
async function withHours(dir: string, plan: PlanDocument, workload: Workload, input: InputRows, columns: readonly Float64Array[], rejected: ReadonlySet<number>): Promise<InputRows> {
  const kept = [...input.ids.keys()].filter((i) => !rejected.has(input.rows[i]));
  const places: number[] = [];
  const table = await openTable(join(dir, 'accounts.csv'));
  const [lng, lat] = [table.header.indexOf('lng'), table.header.indexOf('lat')];
  for await (const { fields } of table.rows) places.push(Number(fields[lng]), Number(fields[lat]));
  const hours = new Float64Array(input.ids.length).fill(NaN);
  if (places.length !== 2 * kept.length || places.some((value) => !Number.isFinite(value))) return { ...input, names: [...input.names, workload.name], values: [...input.values, hours] };
  const k = plan.territories.length;
  const homes = plan.demands?.homes ?? [];
  const found = workloadHours(workload, Float64Array.from(places), columns.map((column) => Float64Array.from(kept, (i) => column[i])), k, homes.length === k ? homes.flatMap((home) => [home.lng, home.lat]) : []);
  kept.forEach((i, j) => (hours[i] = found[j]));
  return { ...input, names: [...input.names, workload.name], values: [...input.values, hours] };
}

interface InputRows {
  readonly ids: readonly string[];
  readonly rows: Uint32Array;
  readonly lngLat: Float64Array | null;
  readonly values: readonly Float64Array[];
  readonly current: readonly (string | null)[] | null;
  readonly names: readonly string[];
}

async function compareAccounts(dir: string, plan: PlanDocument, input: InputRows, rejected: ReadonlySet<number>, findings: Findings): Promise<void> {
  const keys = plan.measures.map(({ name }) => name);
  const rows = await planTable(dir, 'accounts.csv', ['id', 'territory', 'unit', 'lng', 'lat', ...keys], findings, true);
  if (!rows) return;
  const columns = keys.map((key) => input.values[input.names.indexOf(key)]);
  let i = 0;
  for await (const { row, fields } of rows) {
    while (i < input.ids.length && rejected.has(input.rows[i])) i++;
    const where = `accounts.csv, line ${row}, ${fields[0]}`;
    if (i >= input.ids.length) {
      findings.add('input account', where, 'is not among the rows of the input');
      continue;
    }
    const expected = [input.ids[i], ...(input.lngLat ? [input.lngLat[2 * i], input.lngLat[2 * i + 1]] : []), ...columns.map((column) => column?.[i])];
    const found = [fields[0], ...(input.lngLat ? [Number(fields[3]), Number(fields[4])] : []), ...keys.map((_, m) => Number(fields[5 + m]))];
    if (expected.some((value, at) => value !== found[at])) findings.add('input account', where, `says ${found.join(', ')}; row ${input.rows[i]} of the input says ${expected.join(', ')}`);
    if (input.current && (fields[5 + keys.length] || null) !== input.current[i]) findings.add('input account', where, `says ${fields[5 + keys.length]} today; row ${input.rows[i]} of the input says ${input.current[i]}`);
    i++;
  }
  while (i < input.ids.length && rejected.has(input.rows[i])) i++;
  if (i < input.ids.length) findings.add('input account', 'accounts.csv', `ends before row ${input.rows[i]} of the input, ${input.ids[i]}`);
}

/** Rows of `rejected.csv`, and those among them that the row alone does not condemn. */
async function settledRows(dir: string, findings: Findings): Promise<{ all: Set<number>; elsewhere: Set<number> }> {
  const all = new Set<number>();
  const elsewhere = new Set<number>();
  const rows = await planTable(dir, 'rejected.csv', ['row', 'column', 'code', 'found', 'expected'], findings);
  if (rows) {
    for await (const { fields } of rows) {
      all.add(Number(fields[0]));
      if (['place.outside_region', 'place.outside_layer', 'place.at_sea', 'postal.unknown'].includes(fields[2])) elsewhere.add(Number(fields[0]));
    }
  }
  return { all, elsewhere };
}
