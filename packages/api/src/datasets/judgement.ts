import type { Check, RowCode, RowProblem } from '../../contract/datasets.ts';
import type { Collected } from './collectAccounts.ts';
import type { Ground } from './ground.ts';
import { boundsOf } from '../units/boundsOf.ts';
import type { Judge } from './judgeRow.ts';

const SHOWN = 1000;

/** Everything a check says of the rows of a file. */
export type Judged = Omit<Check, 'id' | 'datasetId' | 'mapping' | 'region'>;

/** Sums up what became of the rows of a file. `names` = one per account. */
export function summarise({ accounts, problems, counts }: Collected, names: readonly string[], measures: Judge['measures'], ground: Ground): Judged {
  return {
    ...counts,
    approximate: accounts.approximate.reduce((sum, flag) => sum + flag, 0),
    groups: groupProblems(problems),
    problems: problems.slice(0, SHOWN),
    measures: measures.map(({ name, unit }, m) => {
      const values = accounts.values[m];
      const heaviest = values.reduce((best, value, i) => (best < 0 || value > values[best] ? i : best), -1);
      return {
        name, unit,
        total: values.reduce((sum, value) => sum + value, 0),
        heaviestAccount: heaviest < 0 ? null : { id: accounts.ids[heaviest], name: names[heaviest], row: accounts.rows[heaviest], value: values[heaviest] },
        heaviestCell: ground.heaviestCells[m],
      };
    }),
    bounds: boundsOf(accounts.lngLat),
    regions: ground.regions,
    current: accounts.current && { territories: new Set(accounts.current.filter((name) => name !== null)).size, unassigned: accounts.current.filter((name) => name === null).length },
  };
}

/** Problems by what repairs them, most frequent first. */
export function groupProblems(problems: readonly RowProblem[]): Check['groups'] {
  const groups = new Map<string, { column: string; code: RowCode; count: number; expected: string; examples: string[] }>();
  for (const { column, code, expected, found } of problems) {
    const key = JSON.stringify([column, code]);
    let group = groups.get(key);
    if (group === undefined) groups.set(key, (group = { column, code, count: 0, expected, examples: [] }));
    group.count++;
    if (group.examples.length < 5 && !group.examples.includes(found)) group.examples.push(found);
  }
  return [...groups.values()].sort((a, b) => b.count - a.count);
}
