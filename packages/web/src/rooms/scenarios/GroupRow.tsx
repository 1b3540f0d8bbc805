import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import type { Balance } from '../../editor/figures.ts';
import { formatBalance, formatCount, formatExact, formatMeasure, formatOfTarget } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import styles from './TerritoryList.module.css';

interface GroupRowProps {
  readonly name: string;
  readonly count: number;
  readonly depth: number;
  readonly open: boolean;
  readonly balance: readonly Balance[];
  readonly measures: readonly { readonly at: number; readonly unit: string; readonly key: string }[];
  readonly amounts: boolean;
}

/** What stands above territories: how many there are, and what they come to together. */
export function GroupRow({ name, count, depth, open, balance, measures, amounts }: GroupRowProps): React.ReactNode {
  const t = useText().workspace;
  return (
    <div className={styles.group} style={{ paddingInlineStart: 8 + 12 * depth }}>
      {open ? <IconChevronDown size={14} stroke={1.6} aria-hidden /> : <IconChevronRight size={14} stroke={1.6} aria-hidden />}
      <b>{name}</b>
      <span className={styles.groupCount}>{formatCount(count)}</span>
      <span className={styles.space} />
      {measures.map(({ at, key, unit }) => {
        const { sum, target, deviation, inside } = balance[at];
        const tone = inside ? '' : deviation > 0 ? styles.over : styles.under;
        return (
          <span key={key} className={`${styles.figure} ${tone}`} title={`${key} ${formatExact(sum, unit)} ${t.of} ${formatExact(target, unit)}`}>
            <span aria-hidden="true">{amounts || target <= 0 ? formatMeasure(sum, unit) : formatOfTarget(deviation)}</span>
            <span className="visually-hidden">{key} {formatBalance(deviation, inside)}</span>
          </span>
        );
      })}
    </div>
  );
}
