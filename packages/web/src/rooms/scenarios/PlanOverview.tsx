import type { Editor } from '../../editor/Editor.ts';
import type { EditorState } from '../../editor/EditorState.ts';
import { useEditor } from '../../editor/useEditor.ts';
import { formatCount, formatMeasure, formatOfTarget } from '../../text/format.ts';
import { told } from '../../text/told.ts';
import { useText } from '../../text/useText.ts';
import styles from './Inspector.module.css';
import { SwingSection } from '../why/SwingSection.tsx';
import { PlanVerdict } from './PlanVerdict.tsx';

const whole = (state: EditorState): EditorState => state;

/** The plan as a whole: the verdict in words, and what it adds up to. */
export function PlanOverview({ editor, scenarioId, notes, onSelect, onPick }: { editor: Editor; scenarioId: string; notes: readonly string[]; onSelect(slot: number): void; /** Picks cells on a map; left out where there is none to edit on. */ onPick?(cells: ReadonlySet<number>): void }): React.ReactNode {
  const t = useText().workspace;
  const { figures, territories, unassigned } = useEditor(editor, whole);
  const live = territories.flatMap((territory, slot) => (territory && territory.level === 0 ? [slot] : []));
  const empty = unassigned.units === editor.slots.length;
  return (
    <>
      <section className={styles.section}>
        <h3>{t.inspector.inWords}</h3>
        <PlanVerdict editor={editor} scenarioId={scenarioId} onSelect={onSelect} />
      </section>
      <section className={styles.section}>
        <h3>{t.inspector.balance}<span className={styles.note}>{t.ofTarget}</span></h3>
        <dl className={styles.table}>
          {editor.measures.map(({ key, unit }, at) => {
            const deviations = live.map((slot) => figures[slot].balance[at].deviation);
            const range = empty || deviations.length === 0 ? null : t.range(formatOfTarget(Math.min(...deviations)), formatOfTarget(Math.max(...deviations)));
            return [<dt key={`${key} name`}>{key}</dt>, <dd key={`${key} value`}><b>{formatMeasure(editor.totalOf(at), unit)}</b>{range ? <span className={styles.of}> · {range}</span> : null}</dd>];
          })}
          <dt>{t.territories}</dt><dd>{formatCount(live.length)}</dd>
        </dl>
      </section>
      {empty || onPick === undefined ? null : <SwingSection editor={editor} scenarioId={scenarioId} onPick={onPick} />}
      {notes.length > 0 ? (
        <section className={styles.section}>
          <h3>{t.inspector.notes}</h3>
          <ul className={styles.notes}>{notes.map((note) => <li key={note}>{told(note)}</li>)}</ul>
        </section>
      ) : null}
    </>
  );
}
