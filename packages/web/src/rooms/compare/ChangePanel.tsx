import type { Comparison } from '@hexalign/api/contract';
import { formatCount, formatExact, formatMeasure, formatShare } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import styles from './Compare.module.css';

/** What changes hands in all, and that nothing is lost by it. */
export function ChangePanel({ comparison }: { comparison: Comparison }): React.ReactNode {
  const t = useText().compare;
  const { moved, of, measures, conserved } = comparison;
  const share = (part: number, all: number): string => (all > 0 ? formatShare(part / all) : '');
  const rows = [
    { name: t.cells, part: formatCount(moved.units), share: share(moved.units, of.units) },
    { name: t.accounts, part: formatCount(moved.accounts), share: share(moved.accounts, of.accounts) },
    ...measures.map(({ key, unit }, m) => ({ name: key, part: formatMeasure(moved.sums[m], unit), share: share(moved.sums[m], of.sums[m]) })),
  ];
  const { before, after } = conserved;
  const kept = [
    { name: t.cells, a: formatCount(before.units), b: formatCount(after.units), equal: before.units === after.units },
    { name: t.accounts, a: formatCount(before.accounts), b: formatCount(after.accounts), equal: before.accounts === after.accounts },
    ...measures.map(({ key, unit }, m) => ({ name: key, a: formatExact(before.sums[m], unit), b: formatExact(after.sums[m], unit), equal: Math.abs(before.sums[m] - after.sums[m]) <= 1e-6 * Math.max(1, Math.abs(of.sums[m])) })),
  ];
  return (
    <>
      <table className={styles.figures}>
        <caption>{t.change}</caption>
        <thead><tr><th scope="col"><span className="visually-hidden">{t.change}</span></th><th scope="col">{t.moved}</th><th scope="col">{t.ofAll}</th></tr></thead>
        <tbody>{rows.map(({ name, part, share: percent }) => <tr key={name}><th scope="row">{name}</th><td><b>{part}</b></td><td>{percent}</td></tr>)}</tbody>
      </table>
      {moved.tenureDays !== null && moved.accounts > 0 ? <p className={styles.tenure}>{t.tenure}: <b className="num">{t.days(moved.tenureDays / moved.accounts)}</b></p> : null}
      <table className={`${styles.figures} ${conserved.differs ? styles.differs : styles.conserved}`} data-testid="conserved">
        <caption>{conserved.differs ? t.differs : t.conserved}</caption>
        <thead><tr><th scope="col"><span className="visually-hidden">{t.total}</span></th><th scope="col">A</th><th scope="col">B</th><th scope="col"><span className="visually-hidden">{t.equal}</span></th></tr></thead>
        <tbody>
          {kept.map(({ name, a, b, equal }) => (
            <tr key={name}><th scope="row">{name}</th><td>{a}</td><td>{b}</td><td><span role="img" aria-label={equal ? t.equal : t.different}>{equal ? '=' : '≠'}</span></td></tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
