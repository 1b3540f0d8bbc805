import { Button } from '@mantine/core';
import { useMemo, type Dispatch } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import { formatMeasure } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import styles from './Inspector.module.css';
import { MoveToMenu } from './MoveToMenu.tsx';
import type { ViewAction } from './view.ts';

/** Single cells that were picked: what they hold, and where they may go. */
export function CellsSection({ editor, colours, cells, dispatch }: { editor: Editor; colours: readonly number[]; cells: ReadonlySet<number>; dispatch: Dispatch<ViewAction> }): React.ReactNode {
  const t = useText().workspace;
  const sums = useMemo(() => {
    let accounts = 0;
    for (const u of cells) accounts += editor.accountsAt(u);
    return { accounts, measures: editor.measures.map(({ key, unit, values }) => ({ key, unit, sum: [...cells].reduce((sum, u) => sum + values[u], 0) })) };
  }, [editor, cells]);
  const move = (slot: number): void => {
    editor.move(cells, slot);
    dispatch({ type: 'select', slot });
  };
  return (
    <section className={styles.section}>
      <h3>{t.inspector.selection}<span className={styles.note}>{t.cellsAndAccounts(cells.size, sums.accounts)}</span></h3>
      <dl className={styles.table}>
        {sums.measures.map(({ key, unit, sum }) => [<dt key={`${key} name`}>{key}</dt>, <dd key={`${key} sum`}>{formatMeasure(sum, unit)}</dd>])}
      </dl>
      <div style={{ display: 'flex', gap: 8, marginTop: 10 }}>
        <MoveToMenu editor={editor} colours={colours} onChoose={move} />
        <Button onClick={() => dispatch({ type: 'cells', cells: new Set() })}>{t.inspector.clear}</Button>
      </div>
    </section>
  );
}
