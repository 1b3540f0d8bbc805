import type { Dataset, RowProblem } from '@hexalign/api/contract';
import { useMemo } from 'react';
import { told } from '../../text/told.ts';
import { useText } from '../../text/useText.ts';
import type { Draft } from './draft.ts';
import styles from './Columns.module.css';

/** The first rows as they stand in the file; cells that cannot be used are marked. */
export function PreviewTable({ dataset, draft, problems }: { dataset: Dataset; draft: Draft; problems: readonly RowProblem[] }): React.ReactNode {
  const t = useText().datasets.map;
  const bad = useMemo(() => new Map(problems.map(({ row, column, expected }) => [`${row} ${column}`, told(expected)])), [problems]);
  const order = useMemo(() => dataset.header.map((column, at) => ({ column, at })).sort((a, b) => Number(draft.fields[a.column] === 'none') - Number(draft.fields[b.column] === 'none') || a.at - b.at), [dataset, draft]);
  return (
    <div className={styles.preview}>
      <h2>{t.preview} <span className={styles.quiet}>{t.previewRows(dataset.sample.length, dataset.rows)}</span></h2>
      <div className={styles.previewScroll} tabIndex={0} role="region" aria-label={t.preview}>
        <table className={styles.rows}>
          <thead><tr><th scope="col">{t.row}</th>{order.map(({ column }) => <th key={column} scope="col" className={draft.fields[column] === 'none' ? styles.faint : undefined}>{column}</th>)}</tr></thead>
          <tbody>
            {dataset.sample.map((cells, i) => (
              <tr key={i}>
                <td className={styles.faint}>{i + 2}</td>
                {order.map(({ column, at }) => {
                  const expected = bad.get(`${i + 2} ${column}`);
                  return <td key={column} className={expected ? styles.badCell : draft.fields[column] === 'none' ? styles.faint : undefined} title={expected}>{cells[at]}</td>;
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
