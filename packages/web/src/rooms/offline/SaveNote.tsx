import { IconAlertTriangle, IconCloudCheck, IconCloudOff, IconCloudUpload, IconDeviceLaptop } from '@tabler/icons-react';
import type { Editor } from '../../editor/Editor.ts';
import type { EditorState } from '../../editor/EditorState.ts';
import { useEditor } from '../../editor/useEditor.ts';
import { formatMoment } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import styles from './SaveNote.module.css';
import { usePlaces } from './usePlaces.ts';

const saveOf = (state: EditorState): EditorState['save'] => state.save;

/** In words where the work is, and how many places need a decision. */
export function SaveNote({ editor, onDecide }: { editor: Editor; onDecide(): void }): React.ReactNode {
  const { shell, offline: t } = useText();
  const save = useEditor(editor, saveOf);
  const places = usePlaces(editor);
  const icon = { size: 15, stroke: 1.6, 'aria-hidden': true } as const;
  return (
    <>
      <span className={save.kind !== 'waiting' ? styles.save : save.kept ? styles.kept : styles.unkept} role="status">
        {save.kind === 'saved' ? <><IconCloudCheck {...icon} />{shell.saved(formatMoment(save.at))}</> : null}
        {save.kind === 'saving' ? <><IconCloudUpload {...icon} />{shell.saving}</> : null}
        {save.kind === 'waiting' ? <span className={styles.words} title={t.waits(save.gestures)}>{save.kept ? <IconDeviceLaptop {...icon} /> : <IconCloudOff {...icon} />}{save.kept ? t.kept : t.notKept}</span> : null}
        {save.kind === 'waiting' ? <button type="button" className={styles.link} onClick={() => editor.retry()}>{shell.saveNow}</button> : null}
      </span>
      <span role="status">
        {places.length > 0 ? <button type="button" className={styles.places} onClick={onDecide}><IconAlertTriangle {...icon} />{t.places(places.length)}</button> : null}
      </span>
    </>
  );
}
