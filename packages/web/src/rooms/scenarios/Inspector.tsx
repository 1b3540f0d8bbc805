import { ActionIcon, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { UNASSIGNED } from '@hexalign/engine';
import { memo, type Dispatch } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import type { EditorState } from '../../editor/EditorState.ts';
import { useEditor } from '../../editor/useEditor.ts';
import type { SlotNeighbours } from '../../map/slotNeighbours.ts';
import { useText } from '../../text/useText.ts';
import { AccountSection } from '../accounts/AccountSection.tsx';
import type { Accounts } from '../accounts/useAccounts.ts';
import { CellsSection } from './CellsSection.tsx';
import { PlanOverview } from './PlanOverview.tsx';
import { StrokePanel } from './StrokePanel.tsx';
import { TerritoryOverview } from './TerritoryOverview.tsx';
import styles from './Inspector.module.css';
import type { View, ViewAction } from './view.ts';

const strokeOf = (state: EditorState): EditorState['stroke'] => state.stroke;

/** The right panel: the plan, the selected territory, or the stroke in the making. */
export function Inspector({ editor, scenarioId, notes, colours, neighbours, view, dispatch, onZoom, onEvenOut, accounts, scenarioName, onShow, apart, position }: { editor: Editor; scenarioId: string; notes: readonly string[]; colours: readonly number[]; neighbours: SlotNeighbours | null; view: View; dispatch: Dispatch<ViewAction>; onZoom(slot: number): void; onEvenOut(a: number, b: number): void; accounts: Accounts; scenarioName: string; onShow(at: readonly [number, number]): void; /** Under the picked cells. */ apart: React.ReactNode; /** Under the selected territory. */ position: React.ReactNode }): React.ReactNode {
  const t = useText().workspace;
  const stroke = useEditor(editor, strokeOf);
  const painting = stroke !== null && stroke.units > 0;
  const territory = view.selected >= 0 && view.selected !== UNASSIGNED;
  return (
    <aside className={styles.panel} aria-label={t.inspector.overview}>
      <InspectorHead title={painting ? t.stroke.tab : territory || view.selected === UNASSIGNED ? t.inspector.overview : t.inspector.plan} dispatch={dispatch} />
      <div className={styles.body}>
        {painting ? (
          <StrokePanel editor={editor} stroke={stroke} colours={colours} />
        ) : (
          <>
            {view.account >= 0 ? <AccountSection editor={editor} accounts={accounts} account={view.account} colours={colours} scenario={{ id: scenarioId, name: scenarioName }} dispatch={dispatch} onShow={onShow} /> : null}
            {view.cells.size > 0 ? <><CellsSection editor={editor} colours={colours} cells={view.cells} dispatch={dispatch} />{apart}</> : null}
            {territory ? <TerritoryOverview editor={editor} slot={view.selected} colours={colours} neighbours={neighbours} dispatch={dispatch} onZoom={onZoom} onEvenOut={onEvenOut} position={position} /> : <PlanOverview editor={editor} scenarioId={scenarioId} notes={notes} onSelect={(slot) => dispatch({ type: 'select', slot })} onPick={(cells) => dispatch({ type: 'cells', cells })} />}
          </>
        )}
      </div>
    </aside>
  );
}

/** Apart, since what is below it follows every step of a stroke. */
const InspectorHead = memo(function InspectorHead({ title, dispatch }: { title: string; dispatch: Dispatch<ViewAction> }): React.ReactNode {
  const t = useText().workspace;
  return (
    <div className={styles.tabs}>
      <span className={styles.tab}>{title}</span>
      <span className={styles.space} />
      <Tooltip label={t.inspector.close}><ActionIcon aria-label={t.inspector.close} onClick={() => dispatch({ type: 'toggle', part: 'inspector' })}><IconX size={16} stroke={1.6} /></ActionIcon></Tooltip>
    </div>
  );
});
