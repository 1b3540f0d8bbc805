import { UNASSIGNED } from '@hexalign/engine';
import type { Findings } from './findings.ts';
import type { PlanDocument } from './planDocument.ts';
import { planTable } from './readPlan.ts';

/** `units.csv` column by column. n = units. */
export interface UnitRows {
  /** Ascending in code units. */
  readonly ids: readonly string[];
  readonly slots: Uint16Array;
  /** 2n degrees. */
  readonly lngLat: Float64Array;
  readonly areaKm2: Float64Array;
  /** One array of n per measure. */
  readonly values: readonly Float64Array[];
  /** Today's territory of units of a graph; null without any. */
  readonly current: readonly (string | null)[] | null;
}

/** Reads `units.csv`; null, with findings, when it cannot be used. */
export async function readUnits(dir: string, plan: PlanDocument, findings: Findings): Promise<UnitRows | null> {
  const header = ['unit', 'territory', 'lng', 'lat', 'areaKm2', ...plan.measures.map(({ name }) => name)];
  const quiet = { add: () => undefined } as unknown as Findings;
  const withCurrent = plan.reading ? null : await planTable(dir, 'units.csv', [...header, 'current'], quiet);
  const rows = withCurrent ?? (await planTable(dir, 'units.csv', header, findings));
  if (!rows) return null;
  const slotOf = new Map(plan.territories.map(({ id }, slot) => [id, slot]));
  if (slotOf.size !== plan.territories.length) findings.add('plan', 'plan.json, territories', 'has an id twice');
  const ids: string[] = [];
  const slots: number[] = [];
  const numbers: number[][] = [[], [], [], ...plan.measures.map(() => [])];
  const current: (string | null)[] = [];
  let usable = true;
  const refuse = (row: number, what: string) => {
    findings.add('unit', `units.csv, line ${row}`, what);
    usable = false;
  };
  for await (const { row, fields } of rows) {
    if (fields.length !== header.length + (withCurrent ? 1 : 0)) {
      refuse(row, `has ${fields.length} fields`);
      continue;
    }
    if (ids.length > 0 && !(ids[ids.length - 1] < fields[0])) refuse(row, `unit ${fields[0]} does not follow ${ids[ids.length - 1]}: units ascend by id, each once`);
    ids.push(fields[0]);
    // An empty territory is a unit that nobody covers: an edited plan may have some.
    const slot = slotOf.get(fields[1]);
    if (slot === undefined && fields[1] !== '') refuse(row, `unit ${fields[0]} is in territory "${fields[1]}", which plan.json does not have`);
    slots.push(slot ?? UNASSIGNED);
    numbers.forEach((column, i) => {
      const value = fields[2 + i].trim() === '' ? NaN : Number(fields[2 + i]);
      if (!Number.isFinite(value) || (i >= 3 && value < 0)) refuse(row, `"${fields[2 + i]}" is no ${header[2 + i]}`);
      column.push(value);
    });
    if (withCurrent) current.push(fields[header.length] === '' ? null : fields[header.length]);
  }
  if (ids.length === 0) refuse(1, 'there are no units');
  if (!usable) return null;
  const lngLat = new Float64Array(2 * ids.length);
  for (let u = 0; u < ids.length; u++) {
    lngLat[2 * u] = numbers[0][u];
    lngLat[2 * u + 1] = numbers[1][u];
  }
  return { ids, slots: Uint16Array.from(slots), lngLat, areaKm2: Float64Array.from(numbers[2]), values: numbers.slice(3).map((column) => Float64Array.from(column)), current: withCurrent ? current : null };
}

/** Reads `borders.csv` as positions in the units; null, with findings, when it cannot be used. */
export async function readBorders(dir: string, units: UnitRows, findings: Findings): Promise<{ pairs: Uint32Array; borderM: Float32Array } | null> {
  const rows = await planTable(dir, 'borders.csv', ['from', 'to', 'metres'], findings);
  if (!rows) return null;
  const position = new Map(units.ids.map((id, u) => [id, u]));
  const pairs: number[] = [];
  const metres: number[] = [];
  let usable = true;
  for await (const { row, fields } of rows) {
    const [from, to, length] = [position.get(fields[0]), position.get(fields[1] ?? ''), Number(fields[2] || NaN)];
    if (from === undefined || to === undefined || !(length >= 0)) {
      findings.add('border', `borders.csv, line ${row}`, `"${fields.join(',')}" does not join two units of units.csv by metres`);
      usable = false;
      continue;
    }
    pairs.push(from, to);
    metres.push(length);
  }
  return usable ? { pairs: Uint32Array.from(pairs), borderM: Float32Array.from(metres) } : null;
}
