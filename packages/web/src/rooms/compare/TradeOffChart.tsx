import type { SideBySide } from '@hexalign/api/contract';
import { formatShare } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { paretoEdge, type TradePoint } from './pareto.ts';
import { letterOf } from './sides.ts';
import shared from './Compare.module.css';
import styles from './TradeOff.module.css';

const [WIDTH, HEIGHT] = [360, 190];
const [LEFT, RIGHT, TOP, BOTTOM] = [44, 20, 12, 36];
const TICKS = 3;

/** Balance against change: where each side stands, and the edge of those that no other beats in both. */
export function TradeOffChart({ answer: { figures, today } }: { answer: SideBySide }): React.ReactNode {
  const t = useText().compare.trade;
  const points = figures.flatMap(({ worst, disruption }, side): TradePoint[] => (worst === null || disruption === null ? [] : [{ side, balance: worst, change: disruption.of === 0 ? 0 : disruption.accounts / disruption.of }]));
  if (today === null || points.length < 2) return <p className={shared.note}>{t.unknown}</p>;
  const edge = paretoEdge(points);
  const best = new Set(edge.map(({ side }) => side));
  const beaten = points.filter(({ side }) => !best.has(side));
  const most = Math.max(0.01, ...points.map(({ change }) => change)) * 1.1;
  const top = Math.max(0.01, ...points.map(({ balance }) => balance)) * 1.15;
  const x = (value: number): number => LEFT + (value / most) * (WIDTH - LEFT - RIGHT);
  const y = (value: number): number => TOP + (1 - value / top) * (HEIGHT - TOP - BOTTOM);
  const list = (sides: readonly { side: number }[]): string => sides.map(({ side }) => letterOf(side)).join(', ');
  const words = beaten.length === 0 ? t.allOnEdge : t.edge(list(edge), list(beaten));
  return (
    <figure className={styles.trade}>
      <figcaption>{t.title}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={points.map(({ side, balance, change }) => t.point(letterOf(side), formatShare(balance), formatShare(change))).join(' ')}>
        {Array.from({ length: TICKS + 1 }, (_, i) => (top * i) / TICKS).map((value) => <g key={value}><line x1={LEFT} x2={WIDTH - RIGHT} y1={y(value)} y2={y(value)} className={styles.grid} /><text x={LEFT - 6} y={y(value) + 4} textAnchor="end">{formatShare(value)}</text></g>)}
        {Array.from({ length: TICKS + 1 }, (_, i) => (most * i) / TICKS).map((value) => <text key={value} x={x(value)} y={HEIGHT - 20} textAnchor="middle">{formatShare(value)}</text>)}
        <text x={(LEFT + WIDTH - RIGHT) / 2} y={HEIGHT - 4} textAnchor="middle">{t.change[today]}</text>
        <path d={edge.map(({ change, balance }, i) => (i === 0 ? `M${x(change)} ${y(balance)}` : `H${x(change)}V${y(balance)}`)).join('')} className={styles.edge} />
        {points.map(({ side, balance, change }) => (
          <g key={side} className={best.has(side) ? styles.onEdge : styles.offEdge}><circle cx={x(change)} cy={y(balance)} r="9" /><text x={x(change)} y={y(balance) + 4} textAnchor="middle">{letterOf(side)}</text></g>
        ))}
      </svg>
      <p>{t.axis} {words}</p>
    </figure>
  );
}
