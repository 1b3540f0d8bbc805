import type { FrontierPoint, FrontierResult } from '@hexalign/api/contract';
import { useRef, useState } from 'react';
import { formatCount, formatShare } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import styles from './TradeOffs.module.css';

const [WIDTH, HEIGHT] = [400, 235];
const [LEFT, RIGHT, TOP, BOTTOM] = [48, 16, 14, 38];
const TICKS = 4;

interface Props {
  readonly result: FrontierResult;
  readonly tolerance: number;
  readonly looked: number | null;
  onLook(point: number | null): void;
  onOpen(point: FrontierPoint): void;
}

/**
 * Balance against what moves, or against shapes where nothing was drawn. Its points are buttons: arrows go from one to the next,
 * which shows its plan, and Enter opens it.
 */
export function FrontierChart({ result, tolerance, looked, onLook, onOpen }: Props): React.ReactNode {
  const t = useText().designing.trade;
  const { points, counted, start } = result;
  const [at, setAt] = useState(0);
  const marks = useRef<(SVGGElement | null)[]>([]);
  const valueOf = (point: FrontierPoint): number => (counted === null ? point.compactness : (point.moved ?? 0));
  const formatX = (value: number): string => (counted === null ? formatCount(Math.round(value * 100)) : formatShare(value));
  const xs = points.map(valueOf);
  const [least, most] = counted === null ? [Math.min(...xs) - 0.01, Math.max(...xs) + 0.01] : [0, Math.max(0.01, ...xs) * 1.06];
  const top = Math.max(tolerance * 1.3, ...points.map(({ worstDeviation }) => worstDeviation), counted === null ? 0 : (start?.worstDeviation ?? 0)) * 1.08;
  const x = (value: number): number => LEFT + ((value - least) / (most - least)) * (WIDTH - LEFT - RIGHT);
  const y = (value: number): number => TOP + (1 - value / top) * (HEIGHT - TOP - BOTTOM);
  const order = points.map((_, i) => i).sort((a, b) => xs[a] - xs[b]);
  const axis = counted === null ? t.compactness : t.moved(counted);
  const step = (by: number): void => {
    const next = order[Math.max(0, Math.min(order.length - 1, order.indexOf(at) + by))];
    setAt(next);
    marks.current[next]?.focus();
  };
  const onKey = (event: React.KeyboardEvent, point: FrontierPoint): void => {
    if (event.key === 'ArrowRight' || event.key === 'ArrowUp') step(1);
    else if (event.key === 'ArrowLeft' || event.key === 'ArrowDown') step(-1);
    else if (event.key === 'Enter' || event.key === ' ') onOpen(point);
    else if (event.key === 'Escape') onLook(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <svg className={styles.chart} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="group" aria-label={`${t.chart} ${axis}`}>
      <rect x={LEFT} width={WIDTH - LEFT - RIGHT} y={y(tolerance)} height={y(0) - y(tolerance)} className={styles.inside} />
      <text x={WIDTH - RIGHT - 4} y={Math.min(y(0) - 4, y(tolerance) + 12)} textAnchor="end" className={styles.insideText}>{t.inside}</text>
      {Array.from({ length: TICKS + 1 }, (_, i) => (top * i) / TICKS).map((value) => (
        <g key={value} aria-hidden><line x1={LEFT} x2={WIDTH - RIGHT} y1={y(value)} y2={y(value)} className={styles.grid} /><text x={LEFT - 6} y={y(value) + 4} textAnchor="end" className={styles.tick}>{formatShare(value)}</text></g>
      ))}
      {Array.from({ length: TICKS + 1 }, (_, i) => least + ((most - least) * i) / TICKS).map((value) => <text key={value} x={x(value)} y={HEIGHT - 22} textAnchor="middle" className={styles.tick} aria-hidden>{formatX(value)}</text>)}
      <text x={(LEFT + WIDTH - RIGHT) / 2} y={HEIGHT - 5} textAnchor="middle" className={styles.axis}>{axis}</text>
      <path d={order.map((i, n) => `${n === 0 ? 'M' : 'L'}${x(xs[i]).toFixed(1)} ${y(points[i].worstDeviation).toFixed(1)}`).join('')} className={styles.line} />
      {counted !== null && start ? <g><path d={`M${x(0)} ${y(start.worstDeviation) - 6}l6 6l-6 6l-6-6z`} className={styles.start} /><text x={x(0) + 10} y={y(start.worstDeviation) + 4} className={styles.startText}>{`${t.now} ${formatShare(start.worstDeviation)}`}</text></g> : null}
      {points.map((point, i) => (
        <g
          key={point.point} ref={(mark) => void (marks.current[i] = mark)} role="button" tabIndex={i === at ? 0 : -1} className={looked === point.point ? styles.looked : styles.point}
          aria-label={t.point(point.point + 1, formatShare(point.worstDeviation), counted === null ? t.pointCompact(formatX(xs[i])) : t.pointMoved(formatX(xs[i])))}
          onFocus={() => { setAt(i); onLook(point.point); }} onBlur={() => onLook(null)} onPointerEnter={() => onLook(point.point)} onPointerLeave={() => onLook(null)} onClick={() => onOpen(point)} onKeyDown={(event) => onKey(event, point)}
        >
          <circle cx={x(xs[i])} cy={y(point.worstDeviation)} r="14" className={styles.target} />
          <circle cx={x(xs[i])} cy={y(point.worstDeviation)} r="5" />
          <text x={x(xs[i])} y={y(point.worstDeviation) - 10} textAnchor="middle">{point.point + 1}</text>
        </g>
      ))}
    </svg>
  );
}
