import type { Amounts } from '@hexalign/api/contract';
import { formatCount, formatMeasure } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { Swatch } from '../../ui/Swatch.tsx';
import type { Pair } from './pair.ts';
import { PairSwatch } from './PairSwatch.tsx';
import styles from './Compare.module.css';

/** What each territory gives and takes, and between whom; in both the last row says that what is given is taken. */
export function GiveTakeTable({ pair, by, colours, nameOf }: { pair: Pair; by: 'territory' | 'pair'; colours: readonly number[]; nameOf(index: number): string }): React.ReactNode {
  const t = useText().compare;
  const { measures, territories, flows, moved } = pair;
  const touched = territories.map((territory, i) => ({ ...territory, i })).filter(({ gained, lost }) => gained.units + gained.accounts + lost.units + lost.accounts > 0)
    .toSorted((x, y) => y.gained.units + y.lost.units - x.gained.units - x.lost.units);
  const nobody = sides(pair);
  const minus = (n: number, text: string): string => (n > 0 ? `−${text}` : '–');
  const plus = (n: number, text: string): string => (n > 0 ? `+${text}` : '–');
  const row = (key: string, head: React.ReactNode, lost: Amounts, gained: Amounts, after: Amounts | null): React.ReactNode => (
    <tr key={key}>
      <th scope="row">{head}</th>
      <td>{minus(lost.units, formatCount(lost.units))}</td><td>{plus(gained.units, formatCount(gained.units))}</td>
      <td>{minus(lost.accounts, formatCount(lost.accounts))}</td><td>{plus(gained.accounts, formatCount(gained.accounts))}</td>
      {measures.map(({ key: name, unit }, m) => [
        <td key={`${name} -`}>{minus(lost.sums[m], formatMeasure(lost.sums[m], unit))}</td>,
        <td key={`${name} +`}>{plus(gained.sums[m], formatMeasure(gained.sums[m], unit))}</td>,
        <td key={`${name} =`}>{after ? formatMeasure(after.sums[m], unit) : ''}</td>,
      ])}
    </tr>
  );
  return by === 'territory' ? (
    <table className={styles.wide}>
      <thead>
        <tr><th scope="col" rowSpan={2}>{t.table.territory}</th><th scope="colgroup" colSpan={2}>{t.cells}</th><th scope="colgroup" colSpan={2}>{t.accounts}</th>{measures.map(({ key }) => <th key={key} scope="colgroup" colSpan={3}>{key}</th>)}</tr>
        <tr>
          {[t.cells, t.accounts].map((name) => [<th key={`${name} -`} scope="col">{t.table.gives}</th>, <th key={`${name} +`} scope="col">{t.table.takes}</th>])}
          {measures.map(({ key }) => [<th key={`${key} -`} scope="col">{t.table.gives}</th>, <th key={`${key} +`} scope="col">{t.table.takes}</th>, <th key={`${key} =`} scope="col">{t.table.after}</th>])}
        </tr>
      </thead>
      <tbody>
        {touched.map(({ id, name, i, lost, gained, after }) => row(id, <span className={styles.named}><Swatch colour={colours[i] ?? 0} />{name}</span>, lost, gained, after))}
        {nobody ? row(' nobody', <span className={styles.named}><Swatch colour={null} />{nameOf(-1)}</span>, nobody.lost, nobody.gained, null) : null}
      </tbody>
      <tfoot>{row(' total', t.total, moved, moved, null)}</tfoot>
    </table>
  ) : (
    <table className={styles.wide}>
      <thead><tr><th scope="col">{t.table.from}</th><th scope="col" className={styles.left}>{t.table.to}</th><th scope="col">{t.cells}</th><th scope="col">{t.accounts}</th>{measures.map(({ key }) => <th key={key} scope="col">{key}</th>)}</tr></thead>
      <tbody>
        {flows.toSorted((x, y) => y.amounts.units - x.amounts.units).map(({ from, to, amounts }) => (
          <tr key={`${from} ${to}`}>
            <th scope="row"><span className={styles.named}><PairSwatch from={from < 0 ? null : (colours[from] ?? 0)} to={to < 0 ? null : (colours[to] ?? 0)} />{nameOf(from)}</span></th>
            <td className={styles.left}>{nameOf(to)}</td>
            <td>{formatCount(amounts.units)}</td><td>{formatCount(amounts.accounts)}</td>
            {measures.map(({ key, unit }, m) => <td key={key}>{formatMeasure(amounts.sums[m], unit)}</td>)}
          </tr>
        ))}
      </tbody>
      <tfoot><tr><th scope="row">{t.total}</th><td /><td>{formatCount(moved.units)}</td><td>{formatCount(moved.accounts)}</td>{measures.map(({ key, unit }, m) => <td key={key}>{formatMeasure(moved.sums[m], unit)}</td>)}</tr></tfoot>
    </table>
  );
}

/** What unassigned ground gives and takes; null when it does neither. */
function sides({ flows, measures }: Pair): { lost: Amounts; gained: Amounts } | null {
  const sum = (list: Pair['flows']): Amounts => ({
    units: list.reduce((n, { amounts }) => n + amounts.units, 0), accounts: list.reduce((n, { amounts }) => n + amounts.accounts, 0),
    sums: measures.map((_, m) => list.reduce((n, { amounts }) => n + amounts.sums[m], 0)), tenureDays: null,
  });
  const [lost, gained] = [flows.filter(({ from }) => from < 0), flows.filter(({ to }) => to < 0)];
  return lost.length + gained.length === 0 ? null : { lost: sum(lost), gained: sum(gained) };
}
