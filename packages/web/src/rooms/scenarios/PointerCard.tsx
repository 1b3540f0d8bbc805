import { isFrozen } from '@hexalign/api/contract';
import type { Editor } from '../../editor/Editor.ts';
import type { EditorState } from '../../editor/EditorState.ts';
import type { Figure } from '../../editor/figures.ts';
import type { Refusal } from '../../editor/Refusal.ts';
import { useEditor } from '../../editor/useEditor.ts';
import { formatBalance, formatOfTarget } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import type { PointerSpot } from '../drawing/PointerSpot.ts';
import { Swatch } from '../../ui/Swatch.tsx';
import styles from './PointerCard.module.css';
import { nameOf } from './names.ts';
import { refusalText } from './refusalText.ts';
import { UNASSIGNED } from '@hexalign/engine';

const statusOf = (state: EditorState): EditorState['status'] => state.status;
const strokeOf = (state: EditorState): EditorState['stroke'] => state.stroke;

/** Beside the pointer while a stroke goes on: the receiver first, the donor second, each with what it was. */
export function PointerCard({ editor, colours, spot, pointing, refusal }: { editor: Editor; colours: readonly number[]; spot: PointerSpot; /** There is something to say. */ pointing: boolean; refusal: Refusal | null }): React.ReactNode {
  const text = useText();
  const t = text.workspace;
  const stroke = useEditor(editor, strokeOf);
  const status = useEditor(editor, statusOf);
  if (!pointing) return null;
  if (isFrozen(status)) {
    return (
      <div className={styles.card} ref={spot.follow} aria-hidden="true">
        <div className={styles.refused}>{text.workflow.frozen.title[status]}</div>
        <div className={styles.was}>{text.workflow.frozen.wayOut[status]}</div>
      </div>
    );
  }
  if (!stroke && refusal) return <div className={styles.card} ref={spot.follow} aria-hidden="true"><div className={styles.refused}>{refusalText(refusal, editor, text)}</div></div>;
  if (!stroke || (stroke.units === 0 && stroke.refused === null)) return null;
  const { figures, unassigned } = editor.state;
  const figureOf = (slot: number): Figure => (slot === UNASSIGNED ? unassigned : figures[slot]);
  const slots = [stroke.to, ...stroke.donors.slice(0, 2)];
  return (
    <div className={styles.card} ref={spot.follow} aria-hidden="true">
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
