import type { Alert } from '@hexalign/api/contract';
import { formatBalance } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import styles from './Health.module.css';

/** Balance of the territories that a repair touches, before and after, on the measures that have drifted. */
export function RepairTable({ repair, drifted }: { repair: NonNullable<Alert['repair']>; drifted: Alert['drifted'] }): React.ReactNode {
  const t = useText().health.drift;
  if (repair.territories.length === 0) return null;
  const bands = new Map(drifted.map(({ measure, tolerance }) => [measure, tolerance]));
  const columns = repair.measures.flatMap((key, m) => (bands.has(key) ? [{ key, m, tolerance: bands.get(key)! }] : []));
  const figure = (deviation: number, tolerance: number): React.ReactNode => {
    const inside = Math.abs(deviation) <= tolerance + 1e-9;
    return <span className={inside ? undefined : deviation > 0 ? styles.over : styles.under}>{formatBalance(deviation, inside)}</span>;
  };
  return columns.map(({ key, m, tolerance }) => (
    <table key={key} className={styles.table}>
      <caption>{key}</caption>
      <thead><tr><th scope="col">{t.territory}</th><th scope="col">{t.before}</th><th scope="col">{t.after}</th></tr></thead>
      <tbody>
        {repair.territories.map(({ slot, name, before, after }) => <tr key={slot}><th scope="row">{name}</th><td>{figure(before[m], tolerance)}</td><td>{figure(after[m], tolerance)}</td></tr>)}
      </tbody>
    </table>
  ));
}
