import { Button } from '@mantine/core';
import { UNASSIGNED } from '@hexalign/engine';
import { useText } from '../../../text/useText.ts';
import { MoveToMenu } from '../../scenarios/MoveToMenu.tsx';
import { swapCellsOf } from '../proposals.ts';
import styles from '../OptionBar.module.css';
import type { OptionProps } from './optionProps.ts';

/** The other territory of a swap or merge by name, and the swap of cells that are selected on both sides. */
export function PairOptions({ editor, colours, view, proposals }: OptionProps & { readonly kind: 'swap' | 'merge' }): React.ReactNode {
  const t = useText().drawing.options;
  const kind = view.tool === 'merge' ? 'merge' : 'swap';
  const chosen = view.selected >= 0 && view.selected !== UNASSIGNED;
  const cells = kind === 'swap' && view.cells.size > 0 && swapCellsOf(editor.slots, view.cells, editor.state.territories) !== null;
  return (
    <>
      {chosen ? <MoveToMenu editor={editor} colours={colours} label={t.other} onChoose={(slot) => { if (slot !== UNASSIGNED && slot !== view.selected) proposals[kind](view.selected, slot); }} /> : null}
      {cells ? <><span className={styles.rule} /><Button size="compact-sm" onClick={() => proposals.swapCells(view.cells)}>{t.swapCells}</Button></> : null}
    </>
  );
}
