import { UNASSIGNED } from '@hexalign/engine';
import { useText } from '../../text/useText.ts';
import type { Flow } from './diff.ts';
import { PairSwatch } from './PairSwatch.tsx';
import styles from './Compare.module.css';

const SHOWN = 6;

/** Who gives to whom, largest first; a press shows the place. */
export function FlowLegend({ flows, colours, nameOf, onShow }: { flows: readonly Flow[]; colours: readonly number[]; nameOf(index: number): string; onShow(flow: Flow): void }): React.ReactNode {
  const text = useText();
  const t = text.compare.legend;
  const colourOf = (index: number): number | null => (index === UNASSIGNED ? null : (colours[index] ?? 0));
  if (flows.length === 0) return null;
  return (
    <section className={styles.legend} aria-label={t.title}>
      <h2>{t.title}</h2>
      <ul>
        {flows.slice(0, SHOWN).map((flow) => (
          <li key={`${flow.from} ${flow.to}`}>
            <button type="button" onClick={() => onShow(flow)} title={t.zoom(nameOf(flow.from), nameOf(flow.to))}>
              <PairSwatch from={colourOf(flow.from)} to={colourOf(flow.to)} />
              <span>{t.arrow(nameOf(flow.from), nameOf(flow.to))}</span>
              <span className="num">{text.workspace.cells(flow.units.length)}</span>
            </button>
          </li>
        ))}
      </ul>
      {flows.length > SHOWN ? <p>{t.more(flows.length - SHOWN)}</p> : null}
      <p>{t.hint}</p>
    </section>
  );
}
