import { formatShare } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import styles from './DesignPanel.module.css';

const WIDTH = 308;
const HEIGHT = 64;

/** Largest deviation of the best plan over time, as steps down to the tolerance line. */
export function DeviationCurve({ history, elapsed, tolerance }: { history: readonly (readonly [number, number])[]; elapsed: number; tolerance: number }): React.ReactNode {
  const t = useText().solving;
  if (history.length === 0) return null;
  // A first plan may be far off; what is beyond twice the reach of interest is cut, so that the end can be read.
  const now = history[history.length - 1][1];
  const top = Math.max(tolerance * 1.6, Math.min(history[0][1], Math.max(now * 2.5, tolerance * 4)));
  const span = Math.max(elapsed, history[history.length - 1][0], 1);
  const x = (seconds: number): number => (seconds / span) * (WIDTH - 44);
  const y = (deviation: number): number => 4 + (1 - Math.min(1, deviation / top)) * (HEIGHT - 14);
  let path = `M0 ${y(history[0][1])}`;
  for (const [seconds, deviation] of history) path += `H${x(seconds).toFixed(1)}V${y(deviation).toFixed(1)}`;
  path += `H${x(span).toFixed(1)}`;
  return (
    <svg className={styles.curve} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`${t.deviation}: ${formatShare(now)}, ${t.toleranceLine(formatShare(tolerance))}`}>
      <path d={`${path}V${HEIGHT}H0Z`} className={styles.area} />
      <path d={path} className={styles.line} />
      <line x1="0" x2={WIDTH} y1={y(tolerance)} y2={y(tolerance)} className={styles.tolerance} />
      <circle cx={x(span)} cy={y(now)} r="3" className={styles.dot} />
      <text x={x(span) + 7} y={Math.max(10, y(now) - 4)} className={styles.now}>{formatShare(now)}</text>
    </svg>
  );
}
