import { Button } from '@mantine/core';
import type { SideBySide } from '@hexalign/api/contract';
import { formatCount, formatExact } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { letterOf } from './sides.ts';
import styles from './Compare.module.css';

/** That what territories have comes to the same on every side; a difference opens the rows that make it. */
export function ConservedTable({ answer: { totals: { held, of, differs }, measures, sides }, onRows }: { answer: SideBySide; onRows(): void }): React.ReactNode {
  const t = useText().compare;
  const alike = (values: readonly number[], whole: number): boolean => values.every((value) => Math.abs(value - values[0]) <= 1e-6 * Math.max(1, Math.abs(whole)));
  const row = (name: string, values: readonly number[], whole: number, tell: (value: number) => string): { name: string; told: string[]; equal: boolean } => ({ name, told: values.map(tell), equal: alike(values, whole) });
  const rows = [
    row(t.cells, held.map(({ units }) => units), of.units, formatCount),
    row(t.accounts, held.map(({ accounts }) => accounts), of.accounts, formatCount),
    ...measures.map(({ key, unit }, m) => row(key, held.map(({ sums }) => sums[m]), of.sums[m], (value) => formatExact(value, unit))),
  ];
  return (
    <>
      <table className={`${styles.figures} ${styles.many} ${differs ? styles.differs : styles.conserved}`} data-testid="conserved">
        <caption>{differs ? t.differs : t.conserved}</caption>
        <thead><tr><th scope="col"><span className="visually-hidden">{t.total}</span></th>{sides.map((_, i) => <th key={letterOf(i)} scope="col">{letterOf(i)}</th>)}<th scope="col"><span className="visually-hidden">{t.equal}</span></th></tr></thead>
        <tbody>
          {rows.map(({ name, told, equal }) => (
            <tr key={name} data-differs={equal ? undefined : true}><th scope="row">{name}</th>{told.map((value, i) => <td key={letterOf(i)}>{value}</td>)}<td><span role="img" aria-label={equal ? t.equal : t.different}>{equal ? '=' : '≠'}</span></td></tr>
          ))}
        </tbody>
      </table>
      {differs ? <div className={styles.why}><Button onClick={onRows}>{t.showRows}</Button></div> : null}
    </>
  );
}
