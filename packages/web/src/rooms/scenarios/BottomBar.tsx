import { IconTable } from '@tabler/icons-react';
import type { Units } from '@hexalign/api/contract';
import { assignmentHash } from '@hexalign/engine';
import { useMemo, type Dispatch } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import type { EditorState } from '../../editor/EditorState.ts';
import { useEditor } from '../../editor/useEditor.ts';
import { useText } from '../../text/useText.ts';
import styles from './BottomBar.module.css';
import type { View, ViewAction } from './view.ts';

const revisionOf = (state: EditorState): number => state.revision;
const countOf = (state: EditorState): number => state.territories.filter((territory) => territory?.level === 0).length;

/** The bar at the bottom: the table, and what the plan counts. */
export function BottomBar({ editor, units, view, dispatch }: { editor: Editor; units: Units; view: View; dispatch: Dispatch<ViewAction> }): React.ReactNode {
  const t = useText().workspace;
  const revision = useEditor(editor, revisionOf);
  const territories = useEditor(editor, countOf);
  // Two people who read the same eight letters look at the same assignment.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const hash = useMemo(() => assignmentHash(units.fingerprint, editor.slots).slice(0, 8), [units, editor, revision]);
  return (
    <footer className={styles.bar}>
      <button type="button" className={view.table ? styles.on : styles.button} aria-pressed={view.table} onClick={() => dispatch({ type: 'toggle', part: 'table' })}><IconTable size={14} stroke={1.6} aria-hidden />{t.table.title}</button>
      <span className={styles.space} />
      <span className="num">{t.footer(territories, units.units, units.accounts)}</span>
      <span className={styles.rule} />
      <span className="num" title={t.fingerprintHint} data-testid="fingerprint">{t.fingerprint(`${hash.slice(0, 4)} ${hash.slice(4)}`)}</span>
    </footer>
  );
}
