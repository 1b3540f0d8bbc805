import type { SideBySide } from '@hexalign/api/contract';
import { useState } from 'react';
import { NativeSelect } from '@mantine/core';
import { formatCount, formatMeasure, formatShare } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { BalanceBar } from '../../ui/BalanceBar.tsx';
import { Swatch } from '../../ui/Swatch.tsx';
import { letterOf } from './sides.ts';
import styles from './Compare.module.css';

/** What every territory has on every side, a small bar for how far it is from its target. */
export function SidesTable({ answer: { territories, measures, sides }, colours }: { answer: SideBySide; colours: readonly number[] }): React.ReactNode {
  const t = useText().compare;
  const [m, setMeasure] = useState(0);
  const measure = measures[Math.min(m, measures.length - 1)];
  return (
    <>
      {measures.length > 1 ? <div className={styles.pick}><NativeSelect label={t.table.measure} value={m} data={measures.map(({ key }, i) => ({ value: String(i), label: key }))} onChange={(event) => setMeasure(Number(event.currentTarget.value))} /></div> : null}
      <table className={styles.wide}>
        <thead>
          <tr><th scope="col" rowSpan={2}>{t.table.territory}</th>{sides.map((_, i) => <th key={letterOf(i)} scope="colgroup" colSpan={measure ? 4 : 2}>{letterOf(i)}</th>)}</tr>
          <tr>{sides.map((_, i) => [<th key={`${i} cells`} scope="col">{t.cells}</th>, <th key={`${i} accounts`} scope="col">{t.accounts}</th>, ...(measure ? [<th key={`${i} sum`} scope="col">{measure.key}</th>, <th key={`${i} bar`} scope="col">{t.table.fromTarget}</th>] : [])])}</tr>
        </thead>
        <tbody>
          {territories.map(({ id, name, of }, n) => (
            <tr key={id}>
              <th scope="row"><span className={styles.named}><Swatch colour={colours[n] ?? 0} />{name}</span></th>
              {of.map((side, i) => {
                if (side === null) return <td key={letterOf(i)} colSpan={measure ? 4 : 2}>{t.table.missing}</td>;
                const deviation = side.deviations[m] ?? 0;
                const inside = measure?.tolerance === null || measure?.tolerance === undefined || Math.abs(deviation) <= measure.tolerance + 1e-9;
                return [
                  <td key={`${i} cells`}>{formatCount(side.units)}</td>, <td key={`${i} accounts`}>{formatCount(side.accounts)}</td>,
                  ...(measure ? [
                    <td key={`${i} sum`}>{formatMeasure(side.sums[m], measure.unit)}</td>,
                    <td key={`${i} bar`}><span className={styles.bar}><BalanceBar deviation={deviation} tolerance={measure.tolerance ?? 0} inside={inside} />{deviation > 0 ? '+' : ''}{formatShare(deviation)}</span></td>,
                  ] : []),
                ];
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
