import { IconArrowsExchange, IconBuilding, IconChartDots, IconHelpHexagon, IconTable, IconUsers } from '@tabler/icons-react';
import type { Units } from '@hexalign/api/contract';
import { assignmentHash } from '@hexalign/engine';
import { useMemo, type Dispatch } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import type { EditorState } from '../../editor/EditorState.ts';
import { useEditor } from '../../editor/useEditor.ts';
import { useText } from '../../text/useText.ts';
import { BudgetButton } from '../budgets/BudgetButton.tsx';
import styles from './BottomBar.module.css';
import type { View, ViewAction } from './view.ts';

const revisionOf = (state: EditorState): number => state.revision;
const countOf = (state: EditorState): number => state.territories.filter((territory) => territory?.level === 0).length;

/** The bar at the bottom: the table, people, exceptions, and what the plan counts. */
export function BottomBar({ editor, planId, scenarioId, units, view, dispatch, tradeOffs }: { editor: Editor; planId: string; scenarioId: string; units: Units; view: View; dispatch: Dispatch<ViewAction>; tradeOffs: { readonly open: boolean; setOpen(open: boolean): void } }): React.ReactNode {
  const text = useText();
  const { workspace: t, people, exceptions, designing, whatif } = text;
  const revision = useEditor(editor, revisionOf);
  const territories = useEditor(editor, countOf);
  // Two people who read the same eight letters look at the same assignment.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const hash = useMemo(() => assignmentHash(editor.graph.fingerprint, editor.slots).slice(0, 8), [editor, revision]);
  return (
    <footer className={styles.bar}>
      {([['cells', t.table.title, IconTable], ['accounts', text.accounts.title, IconBuilding]] as const).map(([of, label, Icon]) => {
        const on = view.table && view.tableOf === of;
        return <button key={of} type="button" className={on ? styles.on : styles.button} aria-pressed={on} onClick={() => dispatch({ type: 'table', of })}><Icon size={14} stroke={1.6} aria-hidden />{label}</button>;
      })}
      {([['people', people.open, IconUsers], ['exceptions', exceptions.open, IconArrowsExchange], ['whatif', whatif.open, IconHelpHexagon]] as const).map(([panel, label, Icon]) => (
        <button key={panel} type="button" className={view.panel === panel ? styles.on : styles.button} aria-pressed={view.panel === panel} onClick={() => dispatch({ type: 'panel', panel: view.panel === panel ? null : panel })}><Icon size={14} stroke={1.6} aria-hidden />{label}</button>
      ))}
      <button type="button" className={tradeOffs.open ? styles.on : styles.button} aria-pressed={tradeOffs.open} onClick={() => tradeOffs.setOpen(!tradeOffs.open)}><IconChartDots size={14} stroke={1.6} aria-hidden />{designing.trade.open}</button>
      <BudgetButton editor={editor} planId={planId} scenarioId={scenarioId} />
      <span className={styles.space} />
      <span className="num">{t.footer(territories, units.units, units.accounts)}</span>
      <span className={styles.rule} />
      <span className="num" title={t.fingerprintHint} data-testid="fingerprint">{t.fingerprint(`${hash.slice(0, 4)} ${hash.slice(4)}`)}</span>
    </footer>
  );
}
