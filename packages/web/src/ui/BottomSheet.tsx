import { useRef, useState } from 'react';
import styles from './BottomSheet.module.css';

/** How far a sheet stands open: its head only, half the screen, all of it. */
export type SheetStop = 'peek' | 'half' | 'full';

const STOPS: readonly SheetStop[] = ['peek', 'half', 'full'];
/** Height of the head, CSS pixels, and of half a sheet as a share of the screen; the style sheet says the same. */
export const PEEK_PX = 96;
export const HALF = 0.54;
/** What a pull must be to count, so that a tap stays a tap. */
const PULL_PX = 8;

/**
 * A sheet over the lower end of a phone's screen. It is pulled by its handle, or moved by a tap or the arrow keys, so that nothing
 * needs a drag; at every stop the rest of the screen stays usable.
 *
 * @param handle accessible name of the handle
 */
export function BottomSheet({ label, handle, stop, onStop, children }: { label: string; handle: string; stop: SheetStop; onStop(stop: SheetStop): void; children: React.ReactNode }): React.ReactNode {
  const sheet = useRef<HTMLElement>(null);
  const pull = useRef<{ readonly y: number; readonly height: number; moved: boolean } | null>(null);
  // A browser calls the end of a pull a click, too.
  const pulled = useRef(false);
  const [height, setHeight] = useState<number | null>(null);
  const step = (by: 1 | -1): void => onStop(STOPS[Math.max(0, Math.min(STOPS.length - 1, STOPS.indexOf(stop) + by))]);
  const room = (): number => sheet.current?.parentElement?.clientHeight ?? 0;
  const release = (): void => {
    const was = pull.current;
    pull.current = null;
    pulled.current = was?.moved === true;
    if (height === null || !was?.moved) return;
    setHeight(null);
    const heights: Record<SheetStop, number> = { peek: PEEK_PX, half: room() * HALF, full: room() };
    onStop(STOPS.reduce((best, next) => (Math.abs(heights[next] - height) < Math.abs(heights[best] - height) ? next : best)));
  };
  return (
    <section ref={sheet} className={styles.sheet} data-stop={stop} data-pulled={height === null ? undefined : ''} style={height === null ? undefined : { height }} aria-label={label}>
      <button
        type="button"
        className={styles.handle}
        aria-label={handle}
        aria-expanded={stop !== 'peek'}
        onClick={() => {
          if (!pulled.current) onStop(stop === 'full' ? 'peek' : STOPS[STOPS.indexOf(stop) + 1]);
          pulled.current = false;
        }}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
          event.preventDefault();
          step(event.key === 'ArrowUp' ? 1 : -1);
        }}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          pull.current = { y: event.clientY, height: sheet.current?.offsetHeight ?? 0, moved: false };
        }}
        onPointerMove={(event) => {
          const from = pull.current;
          if (!from || (!from.moved && Math.abs(event.clientY - from.y) < PULL_PX)) return;
          from.moved = true;
          setHeight(Math.max(PEEK_PX, Math.min(room(), from.height + from.y - event.clientY)));
        }}
        onPointerUp={release}
        onPointerCancel={release}
      >
        <span className={styles.grip} aria-hidden="true" />
      </button>
      <div className={styles.body}>{children}</div>
    </section>
  );
}
