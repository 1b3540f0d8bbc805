import { UNASSIGNED } from '@hexalign/engine';
import type { Editor } from '../../editor/Editor.ts';
import type { StrokeView } from '../../editor/EditorState.ts';
import { formatCount } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import styles from './Inspector.module.css';
import { nameOf } from './names.ts';
import { StrokePart } from './StrokePart.tsx';

const DONORS = 3;

/** A stroke in the making: what the receiver gains and what each donor gives, bars with a ghost of before. */
export function StrokePanel({ editor, stroke, colours }: { editor: Editor; stroke: StrokeView; colours: readonly number[] }): React.ReactNode {
  const t = useText().workspace;
  const { figures, unassigned } = editor.state;
  const part = (slot: number, title: string, role: string): React.ReactNode => (
    <StrokePart key={slot} title={title} role={role} colour={slot === UNASSIGNED ? null : (colours[slot] ?? 0)} measures={editor.measures} figure={slot === UNASSIGNED ? unassigned : figures[slot]} before={stroke.before.get(slot)} />
  );
  return (
    <>
      <section className={styles.section}>
        <h2 className="num">{t.stroke.title(stroke.units, stroke.accounts)}</h2>
        <p className={styles.facts}>{t.stroke.hint} <kbd>Esc</kbd> {t.stroke.hintEnd}</p>
      </section>
      {part(stroke.to, t.stroke.gains(nameOf(editor.state, stroke.to, t.unassigned)), t.stroke.receiver)}
      {stroke.donors.slice(0, DONORS).map((slot) => part(slot, t.stroke.gives(nameOf(editor.state, slot, t.unassigned)), t.stroke.donor))}
      {stroke.donors.length > DONORS ? <p className={styles.section}>{t.stroke.more(stroke.donors.length - DONORS)}</p> : null}
      <section className={styles.section}>
        <h3>{t.stroke.moves}</h3>
        <dl className={styles.table}>
          <dt>{t.stroke.cells}</dt><dd>{formatCount(stroke.units)}</dd>
          <dt>{t.stroke.accounts}</dt><dd>{formatCount(stroke.accounts)}</dd>
        </dl>
      </section>
    </>
  );
}
