import { Button } from '@mantine/core';
import type { SideBySide } from '@hexalign/api/contract';
import { formatMeasure } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { letterOf } from './sides.ts';
import styles from './Compare.module.css';

/** What a difference between totals is made of: accounts and cells that nobody has, and rows of other data, side by side. */
export function LooseTable({ answer: { loose, measures }, titles, onShow }: { answer: SideBySide; titles: readonly string[]; onShow(units: readonly number[]): void }): React.ReactNode {
  const t = useText().compare;
  const rows = loose.flatMap(({ cells, accounts, elsewhere }, i) => [
    ...accounts.first.map(({ id, name, unit, values }) => ({ key: `${i} account ${id}`, side: i, what: t.loose.account, name: name === id ? id : `${name} · ${id}`, unit, values, why: t.loose.noOwner })),
    ...cells.first.map(({ unit, id }) => ({ key: `${i} cell ${unit}`, side: i, what: t.loose.cell, name: id, unit, values: null, why: t.loose.noOwner })),
    ...elsewhere.first.map(({ row, key, territory, why }) => ({ key: `${i} row ${row}`, side: i, what: t.loose.row(row), name: `${key} → ${territory === '' ? '–' : territory}`, unit: null, values: null, why: t.loose.why[why] })),
  ]);
  const all = loose.reduce((sum, { cells, accounts, elsewhere }) => sum + cells.count + accounts.count + elsewhere.count, 0);
  if (all === 0) return <p className={styles.note}>{t.loose.none}</p>;
  return (
    <>
      <table className={styles.wide}>
        <thead><tr><th scope="col">{t.loose.side}</th><th scope="col" className={styles.left}>{t.loose.what}</th><th scope="col" className={styles.left}>{t.loose.name}</th>{measures.map(({ key }) => <th key={key} scope="col">{key}</th>)}<th scope="col" className={styles.left}>{t.loose.cause}</th><th scope="col"><span className="visually-hidden">{t.loose.show}</span></th></tr></thead>
        <tbody>
          {rows.map(({ key, side, what, name, unit, values, why }) => (
            <tr key={key}>
              <th scope="row" title={titles[side]}>{letterOf(side)}</th><td className={styles.left}>{what}</td><td className={styles.left}>{name}</td>
              {measures.map(({ key: measure, unit: of }, m) => <td key={measure}>{values === null ? '–' : formatMeasure(values[m], of)}</td>)}
              <td className={styles.left}>{why}</td>
              <td>{unit === null ? null : <Button size="compact-xs" aria-label={t.loose.showOne(name)} onClick={() => onShow([unit])}>{t.loose.show}</Button>}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {all > rows.length ? <p className={styles.note}>{t.loose.more(all - rows.length)}</p> : null}
    </>
  );
}
