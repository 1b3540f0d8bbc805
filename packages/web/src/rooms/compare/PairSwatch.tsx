import { look } from '../../theme/territoryPalette.ts';
import styles from './Legend.module.css';

/** What a cell looks like that went from one territory to another; null is nobody. */
export function PairSwatch({ from, to }: { from: number | null; to: number | null }): React.ReactNode {
  const fill = (colour: number | null): string => (colour === null ? 'var(--hx-unassigned)' : `var(--hx-territory-${look(colour).hue})`);
  return (
    <svg width="24" height="14" viewBox="0 0 24 14" className={styles.pair} aria-hidden="true">
      <rect x="0.5" y="0.5" width="23" height="13" rx="3" fill={fill(to)} />
      {[2, 11, 20].map((x) => <path key={x} d={`M${x - 3} 13.5 L${x + 5} 0.5`} stroke="#fff" strokeWidth="4" />)}
      {[2, 11, 20].map((x) => <path key={x} d={`M${x - 3} 13.5 L${x + 5} 0.5`} stroke={fill(from)} strokeWidth="2.4" />)}
      <rect x="0.5" y="0.5" width="23" height="13" rx="3" fill="none" stroke="var(--hx-swatch-edge)" />
    </svg>
  );
}
