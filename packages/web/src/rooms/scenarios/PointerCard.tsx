import { isFrozen } from '@hexalign/api/contract';
import type { Editor } from '../../editor/Editor.ts';
import type { EditorState } from '../../editor/EditorState.ts';
import type { Figure } from '../../editor/figures.ts';
import type { Refusal } from '../../editor/Refusal.ts';
import { useEditor } from '../../editor/useEditor.ts';
import { formatBalance, formatOfTarget } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { Swatch } from '../../ui/Swatch.tsx';
import styles from './PointerCard.module.css';
import { nameOf } from './names.ts';
import { refusalText } from './refusalText.ts';
import { UNASSIGNED } from '@hexalign/engine';

const statusOf = (state: EditorState): EditorState['status'] => state.status;
const strokeOf = (state: EditorState): EditorState['stroke'] => state.stroke;

/** Room the card takes at most, CSS pixels. */
const WIDTH = 300;
const HEIGHT = 110;

/** Below and right of the pointer; on the other side where the map ends. */
function beside([x, y]: readonly [number, number], size: { width: number; height: number }): React.CSSProperties {
  return { ...(x + WIDTH > size.width ? { right: size.width - x + 18 } : { left: x + 18 }), ...(y + HEIGHT > size.height ? { bottom: size.height - y + 18 } : { top: y + 18 }) };
}

/** Beside the pointer while a stroke goes on: the receiver first, the donor second, each with what it was. */
export function PointerCard({ editor, colours, at, size, refusal = null }: { editor: Editor; refusal?: Refusal | null; colours: readonly number[]; size: { width: number; height: number }; at: readonly [number, number] | null }): React.ReactNode {
  const text = useText();
  const t = text.workspace;
  const stroke = useEditor(editor, strokeOf);
  const status = useEditor(editor, statusOf);
  if (at && isFrozen(status)) {
    return (
      <div className={styles.card} style={beside(at, size)} aria-hidden="true">
        <div className={styles.refused}>{text.workflow.frozen.title[status]}</div>
        <div className={styles.was}>{text.workflow.frozen.wayOut[status]}</div>
      </div>
    );
  }
  if (at && !stroke && refusal) return <div className={styles.card} style={beside(at, size)} aria-hidden="true"><div className={styles.refused}>{refusalText(refusal, editor, text)}</div></div>;
  if (!at || !stroke || (stroke.units === 0 && stroke.refused === null)) return null;
  const { figures, unassigned } = editor.state;
  const figureOf = (slot: number): Figure => (slot === UNASSIGNED ? unassigned : figures[slot]);
  const slots = [stroke.to, ...stroke.donors.slice(0, 2)];
  return (
    <div className={styles.card} style={beside(at, size)} aria-hidden="true">
      {slots.map((slot) => {
        const balance = figureOf(slot).balance[0];
        const before = stroke.before.get(slot)?.balance[0];
        const hasTarget = slot !== UNASSIGNED && balance !== undefined && balance.target > 0;
        return (
          <div key={slot} className={styles.line}>
            <Swatch colour={slot === UNASSIGNED ? null : (colours[slot] ?? 0)} />
            <b>{nameOf(editor.state, slot, t.unassigned)}</b>
            {hasTarget ? (
              <>
                <span className={balance.inside ? '' : balance.deviation > 0 ? styles.over : styles.under}>{formatBalance(balance.deviation, balance.inside)}</span>
                {before ? <span className={styles.was}>{t.stroke.was(formatOfTarget(before.deviation))}</span> : null}
              </>
            ) : (
              <span className={styles.was}>{t.cells(figureOf(slot).units)}</span>
            )}
          </div>
        );
      })}
      {stroke.refused === null ? null : <div className={styles.refused}>{refusalText(stroke.refused, editor, text)}</div>}
    </div>
  );
}
