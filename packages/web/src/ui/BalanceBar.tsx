import styles from './BalanceBar.module.css';

/** The list shows deviations up to this much either way; beyond it a chevron stands at the end. */
const REACH = 0.4;

/**
 * Compact bar of the list: a tick at target in the middle, the tolerance band behind it, a bar from the tick to the
 * value, dashed the value before the stroke. A picture for the eye only: the figure beside it says the same.
 */
export function BalanceBar({ deviation, tolerance, inside, before }: { deviation: number; tolerance: number; inside: boolean; before?: number }): React.ReactNode {
  const at = (d: number): number => 50 + (Math.max(-REACH, Math.min(REACH, d)) / REACH) * 50;
  const value = at(deviation);
  const tone = inside ? styles.neutral : deviation > 0 ? styles.over : styles.under;
  const ghost = before === undefined || Math.abs(before - deviation) < 0.0005 ? null : at(before);
  return (
    <span className={styles.compact} data-figure aria-hidden="true">
      <span className={styles.track} />
      <span className={styles.band} style={{ left: `${at(-tolerance)}%`, right: `${100 - at(tolerance)}%` }} />
      <span className={`${styles.bar} ${tone} ${before === undefined ? styles.eased : ''}`} style={{ left: `${Math.min(50, value)}%`, right: `${100 - Math.max(50, value)}%` }} />
      {ghost === null ? null : <span className={styles.ghost} style={{ left: `${Math.min(50, ghost)}%`, right: `${100 - Math.max(50, ghost)}%` }} />}
      {Math.abs(deviation) > REACH ? <span className={`${styles.chevron} ${deviation > 0 ? styles.right : styles.left} ${tone}`} /> : null}
      <span className={styles.tick} style={{ left: '50%' }} />
    </span>
  );
}

/** Full bar of the inspector: 0 to 160 % of target. */
export function FullBar({ deviation, tolerance, inside, before }: { deviation: number; tolerance: number; inside: boolean; before?: number }): React.ReactNode {
  const at = (d: number): number => (Math.max(0, Math.min(1.6, 1 + d)) / 1.6) * 100;
  const tone = inside ? styles.neutral : deviation > 0 ? styles.over : styles.under;
  return (
    <span className={styles.full} data-figure aria-hidden="true">
      <span className={styles.fullTrack} />
      <span className={styles.fullBand} style={{ left: `${at(-tolerance)}%`, right: `${100 - at(tolerance)}%` }} />
      <span className={`${styles.fullBar} ${tone} ${before === undefined ? styles.eased : ''}`} style={{ left: 0, right: `${100 - at(deviation)}%` }} />
      {before === undefined || Math.abs(before - deviation) < 0.0005 ? null : <span className={styles.fullGhost} style={{ left: 0, right: `${100 - at(before)}%` }} />}
      <span className={styles.fullTick} style={{ left: `${at(0)}%` }} />
    </span>
  );
}
