import type { BudgetLimit } from '@hexalign/api/contract';
import { formatShare } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import styles from './Budgets.module.css';
import { leftShare, sharesTold, whatName } from './useBudget.ts';

/** How full a limit is, as a bar; for the eye only, what it shows is said beside it. */
export function Fill({ limit: { used, share, granted, left }, wide = false }: { limit: BudgetLimit; wide?: boolean }): React.ReactNode {
  const most = share + granted;
  const part = most > 0 ? Math.min(1, used / most) : used > 0 ? 1 : 0;
  return <span className={wide ? styles.wide : styles.track} aria-hidden><span className={styles.fill} data-over={left < -1e-9 ? 'yes' : undefined} style={{ width: `${100 * part}%` }} /></span>;
}

/** One limit of a change budget with what is used and left of it. */
export function LimitGauge({ limit }: { limit: BudgetLimit }): React.ReactNode {
  const t = useText().budgets;
  const { what, used, share, granted, left } = limit;
  const [a, b] = sharesTold(used, share + granted);
  return (
    <div role="group" aria-label={t.limit(whatName(what, t.accounts))}>
      <div className={styles.line}><span>{t.limit(whatName(what, t.accounts))}</span><b className="num">{t.used(a, b)}</b></div>
      <Fill limit={limit} wide />
      <p className={left < -1e-9 ? styles.over : styles.dim}>{left < -1e-9 ? t.beyond(formatShare(-left)) : t.left(formatShare(leftShare(limit)))}{granted > 0 ? ` · ${t.granted(formatShare(granted))}` : ''}</p>
    </div>
  );
}
