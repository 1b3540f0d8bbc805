import type { Check, MeasureColumn, RowCode, RowProblem } from '../../contract/datasets.ts';
import { Column } from './growing.ts';
import type { Ground } from './ground.ts';
import { judgeRow, type Judge } from './judgeRow.ts';
import type { CsvRow } from './readCsv.ts';

const SHOWN = 1000;

/** Everything a check says of the rows of a file. */
export type Judged = Omit<Check, 'id' | 'datasetId' | 'mapping' | 'region'>;

/** What is kept of the rows of a file to sum them up: numbers of the accepted ones, and nothing of what they say. */
export interface Summed {
  /** 2 per account, `[lng, lat]` in degrees. */
  readonly lngLat: Float64Array;
  /** One array per measure. */
  readonly values: readonly Float64Array[];
  /** The judgement, once it is known what ground the accounts lie on. */
  on(ground: Ground): Judged;
}

/** Judges the rows of a file as they come; only numbers of them stay in memory. */
export async function sumUp(rows: AsyncIterable<CsvRow>, judge: Judge): Promise<Summed> {
  const counts = { rows: 0, accepted: 0, rejected: 0, filtered: 0 };
  const groups = new Groups();
  const problems: RowProblem[] = [];
  const lngLat = new Column();
  const measures = judge.measures.map((measure) => new Sum(measure));
  const current = judge.positions.current < 0 ? null : { names: new Set<string>(), unassigned: 0 };
  let approximate = 0;
  let bounds: Judged['bounds'] = null;
  for await (const row of rows) {
    const judged = judgeRow(judge, row);
    counts.rows++;
    if (judged.kind === 'filtered') counts.filtered++;
    else if (judged.kind === 'rejected') {
      counts.rejected++;
      for (const problem of judged.problems) {
        groups.add(problem);
        if (problems.length < SHOWN) problems.push(problem);
      }
    } else {
      const { id, name, row: at, lng, lat, values, approximate: near, current: today } = judged.account;
      counts.accepted++;
      if (near) approximate++;
      lngLat.push(lng);
      lngLat.push(lat);
      bounds = bounds === null ? [lng, lat, lng, lat] : [Math.min(bounds[0], lng), Math.min(bounds[1], lat), Math.max(bounds[2], lng), Math.max(bounds[3], lat)];
      for (let m = 0; m < measures.length; m++) measures[m].add({ id, name: name ?? id, row: at, value: values[m] });
      if (current !== null && today === null) current.unassigned++;
      else if (current !== null) current.names.add(today!);
    }
  }
  return {
    lngLat: lngLat.taken(), values: measures.map(({ values }) => values.taken()),
    on: ({ regions, heaviestCells }) => ({
      ...counts, approximate, groups: groups.list(), problems,
      measures: measures.map(({ measure: { name, unit }, total, heaviest }, m) => ({ name, unit, total, heaviestAccount: heaviest, heaviestCell: heaviestCells[m] })),
      bounds, regions, current: current && { territories: current.names.size, unassigned: current.unassigned },
    }),
  };
}

/** One measure, summed in the order of the file. */
class Sum {
  readonly measure: MeasureColumn;
  readonly values = new Column();
  total = 0;
  heaviest: { id: string; name: string; row: number; value: number } | null = null;

  constructor(measure: MeasureColumn) {
    this.measure = measure;
  }

  add(account: { id: string; name: string; row: number; value: number }): void {
    this.values.push(account.value);
    this.total += account.value;
    if (this.heaviest === null || account.value > this.heaviest.value) this.heaviest = account;
  }
}

/** Problems by what repairs them. */
class Groups {
  private readonly groups = new Map<string, { column: string; code: RowCode; count: number; expected: string; examples: string[] }>();

  add({ column, code, expected, found }: RowProblem): void {
    const key = JSON.stringify([column, code]);
    let group = this.groups.get(key);
    if (group === undefined) this.groups.set(key, (group = { column, code, count: 0, expected, examples: [] }));
    group.count++;
    if (group.examples.length < 5 && !group.examples.includes(found)) group.examples.push(found);
  }

  /** Most frequent first. */
  list(): Check['groups'] {
    return [...this.groups.values()].sort((a, b) => b.count - a.count);
  }
}
