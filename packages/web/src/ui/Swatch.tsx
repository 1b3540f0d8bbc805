import { useId } from 'react';
import { look } from '../theme/territoryPalette.ts';
import styles from './Swatch.module.css';

/** The colour of a territory as the map shows it, pattern included; `null` is unassigned ground. */
export function Swatch({ colour, size = 12 }: { colour: number | null; size?: number }): React.ReactNode {
  const id = useId();
  const { hue, pattern } = colour === null ? { hue: -1, pattern: -1 } : look(colour);
  return (
    <svg width={size} height={size} viewBox="0 0 12 12" className={styles.swatch} aria-hidden="true">
      <rect x="0.5" y="0.5" width="11" height="11" rx="2.5" fill={hue < 0 ? 'var(--hx-unassigned)' : `var(--hx-territory-${hue})`} />
      {pattern === 0 ? null : (
        <>
          <clipPath id={id}><rect x="0.5" y="0.5" width="11" height="11" rx="2.5" /></clipPath>
          <g clipPath={`url(#${id})`} stroke={hue < 0 ? 'var(--hx-unassigned-hatch)' : 'var(--hx-border-ink)'} strokeOpacity={hue < 0 ? 1 : 0.5} strokeWidth="1.2" fill="none">
            {pattern === -1 ? <path d="M-1 7 7 -1M1 13 13 1M-1 13 13 -1" /> : null}
            {pattern === 1 || pattern === 3 ? <path d="M-1 7 7 -1M5 13 13 5M-1 13 13 -1" /> : null}
            {pattern === 4 || pattern === 3 ? <path d="M5 -1 13 7M-1 5 7 13M-1 -1 13 13" /> : null}
            {pattern === 5 ? <path d="M0 3H12M0 6H12M0 9H12" /> : null}
            {pattern === 2 ? <path d="M3 3h.01M9 3h.01M6 6h.01M3 9h.01M9 9h.01" strokeWidth="2" strokeLinecap="round" /> : null}
          </g>
        </>
      )}
      <rect x="0.5" y="0.5" width="11" height="11" rx="2.5" fill="none" className={styles.edge} />
    </svg>
  );
}
