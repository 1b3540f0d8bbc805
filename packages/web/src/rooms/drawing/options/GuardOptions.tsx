import { Button, TextInput } from '@mantine/core';
import type { EditorState } from '../../../editor/EditorState.ts';
import { useEditor } from '../../../editor/useEditor.ts';
import { useText } from '../../../text/useText.ts';
import { useToast } from '../../../ui/toast.ts';
import { toggleAllLocks, toggleHold } from '../clicks.ts';
import styles from '../OptionBar.module.css';
import type { OptionProps } from './optionProps.ts';

const allLocked = ({ territories, locks }: EditorState): boolean => territories.every((territory, slot) => territory?.level !== 0 || locks.has(slot));

/** Lock all or none; the reason of a hold, and the hold of all selected cells. */
export function GuardOptions({ editor, view, dispatch, me }: OptionProps): React.ReactNode {
  const text = useText();
  const toast = useToast();
  const t = text.drawing.options;
  const locked = useEditor(editor, allLocked);
  if (view.tool === 'lock') return <><span className={styles.rule} /><Button size="compact-sm" onClick={() => toggleAllLocks({ editor, text, toast })}>{locked ? t.unlockAll : t.lockAll}</Button></>;
  return (
    <>
      <span className={styles.rule} />
      <TextInput className={styles.reason} size="xs" aria-label={t.holdReason} placeholder={t.holdDefault} maxLength={500} value={view.options.holdReason} onChange={(event) => dispatch({ type: 'options', change: { holdReason: event.currentTarget.value } })} />
      {view.cells.size > 0 ? <Button size="compact-sm" onClick={() => toggleHold({ editor, view, me, text, toast }, [...view.cells])}>{t.holdCells(view.cells.size)}</Button> : null}
    </>
  );
}
