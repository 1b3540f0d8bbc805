import { memo } from 'react';
import type { Balance } from '../../editor/figures.ts';
import { formatBalance, formatExact, formatMeasure } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { FullBar } from '../../ui/BalanceBar.tsx';
import styles from './Inspector.module.css';

/** One measure of a territory: label, value of target, verdict, bar. Drawn anew only with another balance: most steps of a stroke touch few territories. */
export const MeasureLine = memo(function MeasureLine({ name, unit, balance, before }: { name: string; unit: string; balance: Balance; before?: number }): React.ReactNode {
  const t = useText().workspace;
  const tone = balance.inside ? '' : balance.deviation > 0 ? styles.over : styles.under;
  return (
    <div className={styles.measure}>
      <div className={styles.line}>
        <span className={styles.label}>{name}</span>
        <span title={`${formatExact(balance.sum, unit)} ${t.of} ${formatExact(balance.target, unit)}`}>
          <b>{formatMeasure(balance.sum, unit)}</b> {balance.target > 0 ? <span className={styles.of}>{t.of} {formatMeasure(balance.target, unit)}</span> : null}
        </span>
        {balance.target > 0 ? <span className={`${styles.answer} ${tone}`}>{formatBalance(balance.deviation, balance.inside)}</span> : null}
      </div>
      {balance.target > 0 ? <FullBar {...balance} before={before} /> : null}
    </div>
  );
});
