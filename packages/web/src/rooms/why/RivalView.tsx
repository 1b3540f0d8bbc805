import type { WhyHere } from '@hexalign/api/contract';
import { formatCount, formatOfTarget, formatShare } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { BalanceBar } from '../../ui/BalanceBar.tsx';
import styles from './Why.module.css';

/** What would be if another territory had an account: both bars, the way there, shapes. */
export function RivalView({ here, rival }: { here: WhyHere; rival: WhyHere['rivals'][number] }): React.ReactNode {
  const t = useText().why;
  const { territory, was, how, accounts, km, own, rival: theirs, worstDeviation, shape, whole } = rival;
  const rows = [{ name: here.territory?.name ?? '', change: own }, { name: territory.name, change: theirs }];
  return (
    <li className={styles.rival}>
      <b>{(was ? t.stayed : t.with)(territory.name)}</b> <span className={styles.hint}>{how === 'ground' ? t.ground(accounts) : t.apart}</span>
      <table className={styles.bars}>
        <caption className="visually-hidden">{t.bars(territory.name)}</caption>
        <thead className="visually-hidden"><tr><td colSpan={3} /><th scope="col">{t.before}</th><th scope="col">{t.after}</th></tr></thead>
        <tbody>
          {rows.flatMap(({ name, change }) => here.measures.map(({ key, tolerance }, m) => (
            <tr key={`${name} ${key}`}>
              <th scope="row">{name}</th><td className={styles.measure}>{key}</td>
              <td className={styles.bar}><BalanceBar deviation={change.after[m]} before={change.before[m]} tolerance={tolerance} inside={Math.abs(change.after[m]) <= tolerance + 1e-9} /></td>
              <td>{formatOfTarget(change.before[m])}</td><td><b>{formatOfTarget(change.after[m])}</b></td>
            </tr>
          )))}
        </tbody>
      </table>
      <p className={styles.hint}>
        {[
          t.worst(formatShare(worstDeviation.before), formatShare(worstDeviation.after)), ...(km === null || here.km === null ? [] : [t.km(formatCount(Math.round(km)), formatCount(Math.round(here.km)))]),
          ...(shape === null ? [] : [t.shape(territory.name, shape.rival.before.toFixed(2), shape.rival.after.toFixed(2))]), ...(whole ? [] : [t.torn]),
        ].join(' · ')}
      </p>
    </li>
  );
}
