import { UNASSIGNED } from '@hexalign/engine';
import { memo, useCallback, type ComponentProps } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import type { EditorState, StrokeView } from '../../editor/EditorState.ts';
import { useEditor } from '../../editor/useEditor.ts';
import { useText } from '../../text/useText.ts';
import { Swatch } from '../../ui/Swatch.tsx';
import { GroupRow } from './GroupRow.tsx';
import { TerritoryRow, type RowDelta } from './TerritoryRow.tsx';
import styles from './TerritoryList.module.css';
import { rollUp } from './territoryRows.ts';

/** Rows of the list that follow every step of a stroke by themselves: of all of them only those that it touches are drawn anew. */

type RowProps = Omit<ComponentProps<typeof TerritoryRow>, 'figure' | 'delta'> & { readonly editor: Editor; readonly slot: number };

/** A territory: its figures as they are now, and what the stroke in the making does to it. */
export const LiveRow = memo(function LiveRow({ editor, slot, ...rest }: RowProps): React.ReactNode {
  const figure = useEditor(editor, useCallback(({ figures }: EditorState) => figures[slot], [slot]));
  const touched = useEditor(editor, useCallback(({ stroke }: EditorState) => touches(stroke, slot), [slot]));
  return figure ? <TerritoryRow {...rest} figure={figure} delta={touched ? deltaOf(editor.state.stroke, slot) : null} /> : null;
});

/** Several territories under one name. */
export function LiveGroup({ editor, members, ...rest }: Omit<ComponentProps<typeof GroupRow>, 'balance' | 'count'> & { readonly editor: Editor; readonly members: readonly number[] }): React.ReactNode {
  const figures = useEditor(editor, figuresOf);
  return <GroupRow {...rest} count={members.length} balance={rollUp(members, figures)} />;
}

/** Ground that nobody has, as long as there is any. */
export function LiveUnassigned({ editor, selected, onSelect }: { readonly editor: Editor; readonly selected: boolean; onSelect(slot: number): void }): React.ReactNode {
  const t = useText().workspace;
  const { units, accounts } = useEditor(editor, unassignedOf);
  if (units === 0) return null;
  return (
    <button type="button" className={`${styles.unassigned} ${selected ? styles.selected : ''}`} aria-pressed={selected} onClick={() => onSelect(UNASSIGNED)}>
      <Swatch colour={null} />
      <span className={styles.name}>{t.unassigned}</span>
      <span className={styles.small}>{t.cellsAndAccounts(units, accounts)}</span>
    </button>
  );
}

const figuresOf = ({ figures }: EditorState): EditorState['figures'] => figures;
const unassignedOf = ({ unassigned }: EditorState): EditorState['unassigned'] => unassigned;

function touches(stroke: StrokeView | null, slot: number): boolean {
  return stroke !== null && stroke.units > 0 && (slot === stroke.to || stroke.given.has(slot));
}

function deltaOf(stroke: StrokeView | null, slot: number): RowDelta | null {
  const before = stroke?.before.get(slot);
  if (!stroke || !before) return null;
  if (slot === stroke.to) return { role: 'receiver', units: stroke.units, accounts: stroke.accounts, before };
  const given = stroke.given.get(slot);
  return given ? { role: 'donor', ...given, before } : null;
}
