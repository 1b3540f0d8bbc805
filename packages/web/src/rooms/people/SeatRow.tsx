import { useText } from '../../text/useText.ts';
import { Swatch } from '../../ui/Swatch.tsx';
import { LoadFigure } from './LoadFigure.tsx';
import styles from './People.module.css';

interface SeatRowProps {
  readonly slot: number;
  readonly name: string;
  readonly colour: number;
  /** Null where nobody owns the position on the day. */
  readonly owner: string | null;
  /** Others of the crew, each with the role. */
  readonly beside: readonly string[];
  readonly load: { readonly value: number; readonly capacity: number | null; readonly unit: string } | null;
  readonly selected: boolean;
  onSelect(slot: number): void;
}

/** One position with who holds it; a vacant one says so in words behind a dashed ring. A person can be dropped on it. */
export function SeatRow({ slot, name, colour, owner, beside, load, selected, onSelect }: SeatRowProps): React.ReactNode {
  const t = useText().people;
  return (
    <li className={selected ? `${styles.row} ${styles.rowOn}` : styles.row} data-slot={slot}>
      <Swatch colour={colour} />
      <button type="button" className={styles.open} aria-pressed={selected} onClick={() => onSelect(slot)}>
        <span className={styles.name}>{name}</span>
        <span className={styles.small}>{owner ?? `◌ ${t.vacant}`}{beside.length > 0 ? ` · ${beside.join(', ')}` : ''}</span>
      </button>
      {load === null ? null : <LoadFigure name={owner ?? name} load={load.value} capacity={load.capacity} unit={load.unit} />}
    </li>
  );
}
