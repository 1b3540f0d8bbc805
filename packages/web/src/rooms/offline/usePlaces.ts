import { useMemo } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import type { EditorState } from '../../editor/EditorState.ts';
import type { Place } from '../../editor/journal/places.ts';
import { useEditor } from '../../editor/useEditor.ts';

const unsettledOf = (state: EditorState): EditorState['unsettled'] => state.unsettled;
const revisionOf = (state: EditorState): number => state.revision;
const statusOf = (state: EditorState): EditorState['status'] => state.status;

/** Places that need a decision, beside what is there now. */
export function usePlaces(editor: Editor): readonly Place[] {
  const unsettled = useEditor(editor, unsettledOf);
  const revision = useEditor(editor, revisionOf);
  const status = useEditor(editor, statusOf);
  // Places are what waits beside the present state, which the revision counts.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  return useMemo(() => (unsettled.length === 0 ? [] : editor.places()), [editor, unsettled, revision, status]);
}
