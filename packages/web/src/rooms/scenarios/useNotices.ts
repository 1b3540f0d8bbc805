import { useEffect } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import type { Notice } from '../../editor/EditorState.ts';
import { useMayNot } from '../auth/useMayNot.ts';
import { useText, type Catalogue } from '../../text/useText.ts';
import { useToast, type Toast } from '../../ui/toast.ts';
import type { BranchAsked } from '../workflow/useBranch.tsx';
import { nameOf } from './names.ts';
import { refusalText, refusalAction } from './refusalText.ts';

/** Says in a sentence what the editor did, refused or met. `decide` shows what waits for a decision; `chooses`: an undo that met others is asked about elsewhere. */
export function useNotices(editor: Editor, branch: (asked?: BranchAsked) => void, decide: () => void, chooses = false): void {
  const t = useText();
  const toast = useToast();
  const mayNot = useMayNot()('scenario.edit') ?? '';
  useEffect(() => editor.onNotice((notice) => {
    // That one is a choice, on a card of its own where there is room.
    if (notice.kind !== 'collides' || !chooses) toast(toastOf(notice, editor, t, { branch, decide }, mayNot));
  }), [editor, toast, t, branch, decide, mayNot, chooses]);
}

function toastOf(notice: Notice, editor: Editor, text: Catalogue, { branch, decide }: { branch(): void; decide(): void }, mayNot: string): Toast {
  const t = text.workspace.notice;
  const { grown } = text.data;
  const several = (slots: readonly number[]): string => (slots.length === 1 ? nameOf(editor.state, slots[0], text.workspace.unassigned) : t.several(slots.length));
  switch (notice.kind) {
    case 'moved':
      return { text: t.moved(notice.units, several(notice.from), several(notice.to)), action: { label: text.shell.undo, run: () => void editor.undo('undo') } };
    case 'undid':
      return { text: notice.units > 0 ? t.undid(notice.units, several(notice.to), several(notice.from)) : t.undidOther, action: { label: text.shell.redo, run: () => void editor.undo('redo') } };
    case 'redid':
      return { text: notice.units > 0 ? t.redid(notice.units, several(notice.from), several(notice.to)) : t.redidOther, action: { label: text.shell.undo, run: () => void editor.undo('undo') } };
    case 'grown':
      return { text: [grown.measures, notice.newUnits > 0 ? grown.newUnits(notice.newUnits) : '', notice.file === null ? '' : grown.file(notice.file)].filter(Boolean).join(' ') };
    case 'merged':
      return { text: t.merged(notice.met), tone: 'warning' };
    case 'broughtBack':
      return { text: text.offline.broughtBack(notice.gestures) };
    case 'unsettled':
      return { text: text.offline.met, tone: 'warning', action: { label: text.offline.decide, run: decide } };
    case 'refused':
      return { text: t.refused(notice.message), tone: 'danger' };
    case 'overBudget':
      return { text: text.budgets.notice, tone: 'warning' };
    case 'met':
      return { text: refusalText(notice.refusal, editor, text), tone: 'warning', action: refusalAction(notice.refusal, editor, text) };
    case 'nothing':
      return { text: notice.direction === 'undo' ? t.nothingUndo : t.nothingRedo };
    case 'frozen': {
      const { title, wayOut } = text.workflow.frozen;
      const why = title[editor.state.status] || title.review;
      if (notice.kept > 0) return { text: `${why} ${text.offline.keptFrozen(notice.kept)}`, tone: 'warning', action: { label: text.offline.decide, run: decide } };
      return { text: `${why} ${wayOut[editor.state.status]}`, tone: 'warning', action: { label: text.workflow.branch, run: () => branch() } };
    }
    case 'readOnly':
      return { text: mayNot, tone: 'warning' };
    case 'collides':
      return { text: text.live.collision.why(notice.units.length), tone: 'warning', action: { label: text.live.collision.theirs, run: () => void editor.undo(notice.direction, 'theirs') } };
  }
}
