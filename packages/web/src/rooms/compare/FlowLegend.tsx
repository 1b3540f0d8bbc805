import { UNASSIGNED } from '@hexalign/engine';
import { useText } from '../../text/useText.ts';
import { PairSwatch } from './PairSwatch.tsx';
import styles from './Legend.module.css';

const SHOWN = 6;

/** One way between two territories; `UNASSIGNED` or -1 is nobody. */
export interface LegendFlow {
  readonly from: number;
  readonly to: number;
  /** What moves, in words. */
  readonly told: string;
}

/** Who gives to whom, largest first; a press shows the place. */
export function FlowLegend({ title, hint, flows, colours, nameOf, onShow }: { title: string; hint: string; flows: readonly LegendFlow[]; colours: readonly number[]; nameOf(index: number): string; onShow(flow: LegendFlow): void }): React.ReactNode {
  const t = useText().compare.legend;
  const colourOf = (index: number): number | null => (index === UNASSIGNED || index < 0 ? null : (colours[index] ?? 0));
  if (flows.length === 0) return null;
  return (
    <section className={styles.legend} aria-label={title}>
      <h2>{title}</h2>
      <ul>
        {flows.slice(0, SHOWN).map((flow) => (
          <li key={`${flow.from} ${flow.to}`}>
            <button type="button" onClick={() => onShow(flow)} title={t.zoom(nameOf(flow.from), nameOf(flow.to))}>
              <PairSwatch from={colourOf(flow.from)} to={colourOf(flow.to)} />
              <span>{t.arrow(nameOf(flow.from), nameOf(flow.to))}</span>
              <span className="num">{flow.told}</span>
            </button>
          </li>
        ))}
      </ul>
      {flows.length > SHOWN ? <p>{t.more(flows.length - SHOWN)}</p> : null}
      <p>{hint}</p>
    </section>
  );
}
