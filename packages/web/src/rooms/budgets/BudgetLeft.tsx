import type { BudgetGauge } from '@hexalign/api/contract';
import { formatShare } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import styles from './Budgets.module.css';
import { leftShare, tightest, whatName } from './useBudget.ts';

/** Says beside a design or a what-if how much is left of the change budget; nothing where none holds. */
export function BudgetLeft({ gauge, of }: { gauge: BudgetGauge | null; of: 'design' | 'whatIf' }): React.ReactNode {
  const t = useText().budgets;
  const limit = gauge?.enforced ? tightest(gauge.limits) : null;
  if (limit === null) return null;
  return <p className={styles.dim}>{(of === 'design' ? t.designLeft : t.whatIfLeft)(formatShare(leftShare(limit)), whatName(limit.what, t.accounts))}</p>;
}
