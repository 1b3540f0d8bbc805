import type { Editor } from '../../editor/Editor.ts';
import type { Refusal } from '../../editor/Refusal.ts';
import type { Catalogue } from '../../text/useText.ts';
import type { Toast } from '../../ui/toast.ts';
import { nameOf } from './names.ts';

/** Why something did not go along, and what to do, in one sentence. */
export function refusalText(refusal: Refusal, editor: Editor, { workspace, drawing }: Catalogue): string {
  const t = drawing.refusal;
  if (refusal.kind === 'locked') return workspace.notice.locked(nameOf(editor.state, refusal.slot, workspace.unassigned));
  if (refusal.kind === 'held') {
    const hold = editor.state.holds.get(`unit ${refusal.unit}`);
    return hold ? t.heldReason(hold.reason, hold.owner) : t.held;
  }
  if (refusal.by === 'donor') return t.donor(refusal.name);
  if (refusal.by === 'area') return t.area(refusal.name);
  return refusal.by === 'balance' ? t.balance : t.unassigned;
}

/** What lifts the refusal in one click, where something does. */
export function refusalAction(refusal: Refusal, editor: Editor, { workspace, drawing }: Catalogue): Toast['action'] {
  if (refusal.kind === 'locked') return { label: workspace.unlock, run: () => editor.run({ type: 'lock', slot: refusal.slot, from: true, to: false }) };
  if (refusal.kind !== 'held') return undefined;
  const subject = `unit ${refusal.unit}`;
  const hold = editor.state.holds.get(subject);
  return hold && { label: drawing.refusal.lift, run: () => editor.run({ type: 'hold', subject, from: hold, to: null }) };
}
