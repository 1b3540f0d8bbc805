import { IconChevronLeft } from '@tabler/icons-react';
import type { Editor } from '../../editor/Editor.ts';
import type { EditorState } from '../../editor/EditorState.ts';
import { useEditor } from '../../editor/useEditor.ts';
import type { SlotNeighbours } from '../../map/slotNeighbours.ts';
import { formatCount, formatOfTarget } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { Swatch } from '../../ui/Swatch.tsx';
import inspector from '../scenarios/Inspector.module.css';
import { MeasureLine } from '../scenarios/MeasureLine.tsx';
import { nameOf } from '../scenarios/names.ts';
import { TerritoryWords } from '../scenarios/TerritoryWords.tsx';
import styles from './Review.module.css';

const whole = (state: EditorState): EditorState => state;

/** One territory on a phone: who has it, how it stands, in words, and beside whom it lies. */
export function ReviewTerritory({ editor, slot, colours, neighbours, onSelect, onBack }: { editor: Editor; slot: number; colours: readonly number[]; neighbours: SlotNeighbours | null; onSelect(slot: number): void; onBack(): void }): React.ReactNode {
  const text = useText();
  const t = text.workspace;
  const state = useEditor(editor, whole);
  const territory = state.territories[slot];
  const figure = state.figures[slot];
  if (!territory || !figure) return null;
  const around = [...(neighbours?.near[slot] ?? new Map<number, number>())].sort((a, b) => b[1] - a[1]).map(([other]) => other);
  return (
    <>
      <div className={styles.head}>
        <button type="button" className={styles.back} aria-label={text.review.back} onClick={onBack}><IconChevronLeft size={22} stroke={1.6} /></button>
        <Swatch colour={colours[slot] ?? 0} size={18} />
        <h2>{territory.name}</h2>
      </div>
      <p className={styles.note}>{[territory.person ?? t.inspector.nobody, t.cellsAndAccounts(figure.units, figure.accounts), t.inspector.km2(formatCount(figure.areaKm2))].join(' · ')}</p>
      <section className={inspector.section}>
        <h3>{t.inspector.balance}<span className={inspector.note}>{t.ofTarget}</span></h3>
        {editor.measures.map(({ key, unit }, at) => <MeasureLine key={key} name={key} unit={unit} balance={figure.balance[at]} />)}
      </section>
      <section className={inspector.section}>
        <h3>{t.inspector.inWords}</h3>
        <TerritoryWords editor={editor} slot={slot} />
      </section>
      {around.length > 0 ? (
        <section className={inspector.section}>
          <h3>{t.inspector.neighbours}</h3>
          <ul className={styles.list}>
            {around.map((other) => (
              <li key={other}>
                <button type="button" className={styles.row} onClick={() => onSelect(other)}>
                  <Swatch colour={colours[other] ?? 0} size={18} />
                  <span className={styles.name}>{nameOf(state, other, t.unassigned)}</span>
                  <span className="num">{state.figures[other]?.balance[0] ? formatOfTarget(state.figures[other].balance[0].deviation) : ''}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}
