import { IconArrowsHorizontal } from '@tabler/icons-react';
import { useRef } from 'react';
import styles from './Maps.module.css';

const STEP = 2;
const PAGE = 10;

/** The line between two maps that lie over each other: dragged, or moved with arrow keys, Page Up and Down, Home and End. */
export function SwipeDivider({ at, label, told, onMove }: { at: number; label: string; told: string; onMove(at: number): void }): React.ReactNode {
  const line = useRef<HTMLDivElement>(null);
  const to = (wanted: number): void => onMove(Math.max(0, Math.min(100, Math.round(wanted))));
  const drag = (event: React.PointerEvent): void => {
    const stage = line.current?.parentElement?.getBoundingClientRect();
    if (stage && event.currentTarget.hasPointerCapture(event.pointerId)) to(((event.clientX - stage.left) / stage.width) * 100);
  };
  const keys: Readonly<Record<string, number>> = { ArrowLeft: at - STEP, ArrowDown: at - STEP, ArrowRight: at + STEP, ArrowUp: at + STEP, PageDown: at - PAGE, PageUp: at + PAGE, Home: 0, End: 100 };
  return (
    <div
      ref={line} className={styles.divider} style={{ insetInlineStart: `${at}%` }} role="slider" tabIndex={0} aria-label={label} aria-orientation="horizontal" aria-valuemin={0} aria-valuemax={100} aria-valuenow={at} aria-valuetext={told}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)} onPointerMove={drag}
      onKeyDown={(event) => {
        if (!Object.hasOwn(keys, event.key)) return;
        event.preventDefault();
        to(keys[event.key]);
      }}
    >
      <span className={styles.handle}><IconArrowsHorizontal size={16} stroke={1.8} aria-hidden /></span>
    </div>
  );
}
