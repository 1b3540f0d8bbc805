import type { Editor } from '../../editor/Editor.ts';
import type { EditorState } from '../../editor/EditorState.ts';
import { useEditor } from '../../editor/useEditor.ts';
import { useText } from '../../text/useText.ts';
import styles from './SaveNote.module.css';

const saveOf = (state: EditorState): EditorState['save'] => state.save;

/** On a phone, where there is no room for more: only while something waits for the server, that it does. */
export function WaitingWords({ editor }: { editor: Editor }): React.ReactNode {
  const t = useText().offline;
  const save = useEditor(editor, saveOf);
  return <span role="status" className={styles.line}>{save.kind !== 'waiting' ? null : <span className={save.kept ? styles.kept : styles.unkept}>{save.kept ? t.kept : t.notKept}</span>}</span>;
}
