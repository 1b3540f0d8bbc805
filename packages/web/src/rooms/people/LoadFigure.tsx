import { formatMeasure } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import styles from './People.module.css';

/** Work that somebody carries, beside what they can carry where that is known; more than that says so with a sign, too. */
export function LoadFigure({ name, load, capacity, unit }: { name: string; load: number; capacity: number | null; unit: string }): React.ReactNode {
  const t = useText().people;
  if (capacity === null) return load > 0 ? <span className={styles.load}>{t.loadOnly(formatMeasure(load, unit))}</span> : null;
  const over = load > capacity;
  return (
    <span className={over ? `${styles.load} ${styles.over}` : styles.load}>
      <span aria-hidden="true">{over ? '▲ ' : ''}{t.load(formatMeasure(load, unit), formatMeasure(capacity, unit))}</span>
      <span className="visually-hidden">{t.loadLabel(name, formatMeasure(load, unit), formatMeasure(capacity, unit))}</span>
      <span className={styles.meter} aria-hidden="true"><i style={{ width: `${Math.min(100, (100 * load) / capacity)}%` }} /></span>
    </span>
  );
}
