import type { Consequence } from '@hexalign/api/contract';
import { formatCount, formatOfTarget, formatShare } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { BalanceBar } from '../../ui/BalanceBar.tsx';
import styles from './Changes.module.css';

/** What giving accounts to a territory does: who goes along, and the plan before and after, in sentences, figures and bars. */
export function ConsequenceView({ consequence: { accounts, along, others, before, after, measures, territories } }: { consequence: Consequence }): React.ReactNode {
  const t = useText().changes;
  const rows = [
    { name: t.worst, was: formatShare(before.worstDeviation), is: formatShare(after.worstDeviation) },
    { name: t.outside, was: formatCount(before.outside), is: formatCount(after.outside) },
    { name: t.compactness, was: before.compactness.toFixed(2), is: after.compactness.toFixed(2) },
  ];
  return (
    <div className={styles.consequence} data-testid="consequence">
      <p>{[...accounts.map(({ how, name, to }) => t.how[how](name, to ?? t.another)), ...(along > 0 ? [t.along(along)] : []), others > 0 ? t.others(others) : t.noOthers].join(' ')}</p>
      <table className={styles.figures}>
        <caption>{t.figures}</caption>
        <thead><tr><td /><th scope="col">{t.before}</th><th scope="col">{t.after}</th></tr></thead>
        <tbody>{rows.map(({ name, was, is }) => <tr key={name}><th scope="row">{name}</th><td>{was}</td><td><b>{is}</b></td></tr>)}</tbody>
      </table>
      {territories.length === 0 ? null : (
        <table className={styles.figures}>
          <caption>{t.bars}</caption>
          <thead><tr><td colSpan={2} /><td /><th scope="col">{t.before}</th><th scope="col">{t.after}</th></tr></thead>
          <tbody>
            {territories.flatMap(({ slot, name, before: was, after: is }) => measures.map(({ key, tolerance }, m) => (
              <tr key={`${slot} ${key}`}>
                <th scope="row">{name}</th><td className={styles.measure}>{key}</td>
                <td className={styles.bar}><BalanceBar deviation={is[m]} before={was[m]} tolerance={tolerance} inside={Math.abs(is[m]) <= tolerance + 1e-9} /></td>
                <td>{formatOfTarget(was[m])}</td><td><b>{formatOfTarget(is[m])}</b></td>
              </tr>
            )))}
          </tbody>
        </table>
      )}
    </div>
  );
}
