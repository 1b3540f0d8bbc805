import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp, IconChevronRight, IconKeyboard, IconSearch, IconSparkles } from '@tabler/icons-react';
import { isFrozen, type Plan, type Present } from '@hexalign/api/contract';
import type { Dispatch } from 'react';
import { Link } from 'wouter';
import type { Editor } from '../../editor/Editor.ts';
import type { EditorState } from '../../editor/EditorState.ts';
import { useEditor } from '../../editor/useEditor.ts';
import { routes } from '../../routes.ts';
import { useText } from '../../text/useText.ts';
import { SchemeToggle } from '../../ui/SchemeToggle.tsx';
import { Reasoned } from '../../ui/Reasoned.tsx';
import { TopBar } from '../../ui/TopBar.tsx';
import { ExportButton } from '../exports/ExportButton.tsx';
import { SaveNote } from '../offline/SaveNote.tsx';
import { WhoIsHere } from '../live/WhoIsHere.tsx';
import { useMayNot } from '../auth/useMayNot.ts';
import styles from './WorkspaceTop.module.css';
import type { ViewAction } from './view.ts';

const waitingOf = (state: EditorState): boolean => state.save.kind === 'waiting';
const statusOf = (state: EditorState): EditorState['status'] => state.status;
const undoOf = (state: EditorState): number | null => state.undo;
const redoOf = (state: EditorState): number | null => state.redo;

/** The bar over the workspace: where we are, whether it is saved, undo, export, design. */
export function WorkspaceTop({ plan, scenarioId, editor, dispatch, chip, menu, others, designing, onPicture }: { plan: Plan; scenarioId: string; editor: Editor; dispatch: Dispatch<ViewAction>; chip: React.ReactNode; menu: React.ReactNode; others: readonly Present[]; designing: boolean; onPicture: (() => void) | null }): React.ReactNode {
  const t = useText();
  const w = t.workspace;
  const mayNot = useMayNot()('scenario.write');
  const undo = useEditor(editor, undoOf);
  const waiting = useEditor(editor, waitingOf);
  const redo = useEditor(editor, redoOf);
  const frozen = isFrozen(useEditor(editor, statusOf));
  return (
    <TopBar>
      <Link href={routes.plans} className={styles.crumb}>{t.shell.home}</Link>
      <IconChevronRight size={14} stroke={1.6} className={styles.dim} aria-hidden />
      <h1 className={styles.crumb} title={plan.name} dir="auto">{plan.name}</h1>
      <IconChevronRight size={14} stroke={1.6} className={styles.dim} aria-hidden />
      {menu}
      {plan.demo ? <span className={styles.demo}>{w.demoNote}</span> : null}
      <SaveNote editor={editor} onDecide={() => dispatch({ type: 'panel', panel: 'places' })} />
      <span className={styles.space} />
      {chip}
      <span className={styles.space} />
      <WhoIsHere others={others} plan={plan} scenarioId={scenarioId} editor={editor} />
      <Tooltip label={<>{t.shell.undo} <kbd>Ctrl Z</kbd></>}>
        <ActionIcon aria-label={t.shell.undo} disabled={(undo === null && !waiting) || designing || frozen || editor.readOnly} onClick={() => void editor.undo('undo')}><IconArrowBackUp size={17} stroke={1.6} /></ActionIcon>
      </Tooltip>
      <Tooltip label={<>{t.shell.redo} <kbd>Ctrl Shift Z</kbd></>}>
        <ActionIcon aria-label={t.shell.redo} disabled={(redo === null && !waiting) || designing || frozen || editor.readOnly} onClick={() => void editor.undo('redo')}><IconArrowForwardUp size={17} stroke={1.6} /></ActionIcon>
      </Tooltip>
      <Tooltip label={<>{t.seeing.search.open} <kbd>/</kbd></>}>
        <ActionIcon aria-label={t.seeing.search.open} onClick={() => dispatch({ type: 'toggle', part: 'searching', on: true })}><IconSearch size={17} stroke={1.6} /></ActionIcon>
      </Tooltip>
      <Tooltip label={<>{w.help} <kbd>?</kbd></>}>
        <ActionIcon aria-label={w.help} onClick={() => dispatch({ type: 'toggle', part: 'keys' })}><IconKeyboard size={17} stroke={1.6} /></ActionIcon>
      </Tooltip>
      <SchemeToggle />
      <ExportButton plan={plan} scenarioId={scenarioId} editor={editor} onPicture={onPicture} />
      <Reasoned why={mayNot}>
        <Button
          variant="filled" disabled={designing || frozen} title={frozen ? t.workflow.frozen.title[editor.state.status] : undefined} data-disabled={mayNot !== null || undefined} aria-disabled={mayNot !== null}
          leftSection={<IconSparkles size={15} stroke={1.6} />} onClick={() => { if (mayNot === null) dispatch({ type: 'panel', panel: 'design' }); }}
        >
          {w.design}
        </Button>
      </Reasoned>
    </TopBar>
  );
}
