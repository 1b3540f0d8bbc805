import { ActionIcon, Checkbox, Tooltip } from '@mantine/core';
import { IconDownload, IconX } from '@tabler/icons-react';
import { UNASSIGNED } from '@hexalign/engine';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef, useState, type Dispatch } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import type { EditorState } from '../../editor/EditorState.ts';
import { useEditor } from '../../editor/useEditor.ts';
import { formatCount, formatMeasure } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { downloadCsv } from '../../ui/downloadCsv.ts';
import { MoveToMenu } from './MoveToMenu.tsx';
import { nameOf } from './names.ts';
import styles from './TablePane.module.css';
import type { View, ViewAction } from './view.ts';

const ROW = 32;
const revisionOf = (state: EditorState): number => state.revision;

/**
 * The cells of the selected territory (or all of them) as a table: everything that the map can do to cells can be done
 * here too, by keyboard and without a picture.
 */
export function TablePane({ editor, colours, view, dispatch }: { editor: Editor; colours: readonly number[]; view: View; dispatch: Dispatch<ViewAction> }): React.ReactNode {
  const t = useText().workspace;
  const revision = useEditor(editor, revisionOf);
  const scroller = useRef<HTMLDivElement>(null);
  const [sortAt, setSortAt] = useState(0);
  const rows = useMemo(() => {
    const units: number[] = [];
    editor.slots.forEach((slot, u) => { if (view.selected < 0 || slot === view.selected) units.push(u); });
    const values = editor.measures[sortAt]?.values;
    return values ? units.sort((a, b) => values[b] - values[a] || a - b) : units;
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [editor, view.selected, sortAt, revision]);
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroller.current, estimateSize: () => ROW, overscan: 8 });
  const title = view.selected < 0 ? t.table.title : t.table.cells(nameOf(editor.state, view.selected, t.unassigned));
  const toggle = (u: number): void => {
    const next = new Set(view.cells);
    if (!next.delete(u)) next.add(u);
    dispatch({ type: 'cells', cells: next });
  };
  const save = (): void =>
    downloadCsv(t.table.file, [
      [t.table.unit, t.inspector.owner, t.accountsWord, ...editor.measures.map(({ key }) => key)],
      ...rows.map((u) => [editor.graph.ids[u], editor.slots[u] === UNASSIGNED ? '' : (editor.state.territories[editor.slots[u]]?.id ?? ''), editor.accountsAt(u), ...editor.measures.map(({ values }) => values[u])]),
    ]);
  const all = rows.length > 0 && view.cells.size >= rows.length && rows.every((u) => view.cells.has(u));
  const grid = { gridTemplateColumns: `40px minmax(140px, 1.4fr) minmax(120px, 1fr) 90px repeat(${editor.measures.length}, minmax(90px, 1fr))` };
  return (
    <section className={styles.pane} aria-label={t.table.title}>
      <div className={styles.head}>
        <b>{title}</b>
        <span className={styles.count}>{t.cells(rows.length)}</span>
        <span className={styles.space} />
        {view.cells.size > 0 ? (
          <MoveToMenu editor={editor} colours={colours} label={t.table.moveSelected(view.cells.size)} onChoose={(slot) => {
            editor.move(view.cells, slot);
            dispatch({ type: 'cells', cells: new Set() });
          }} />
        ) : null}
        <Tooltip label={t.table.downloadCells}><ActionIcon aria-label={t.table.downloadCells} onClick={save}><IconDownload size={15} stroke={1.6} /></ActionIcon></Tooltip>
        <ActionIcon aria-label={t.table.hide} onClick={() => dispatch({ type: 'toggle', part: 'table' })}><IconX size={15} stroke={1.6} /></ActionIcon>
      </div>
      <div ref={scroller} className={styles.scroll} tabIndex={0} role="table" aria-label={title} aria-rowcount={rows.length + 1}>
        <div className={styles.header} role="row" style={grid}>
          <span role="columnheader"><Checkbox aria-label={t.table.selectAll(rows.length)} disabled={rows.length === 0} checked={all} indeterminate={!all && view.cells.size > 0} onChange={() => dispatch({ type: 'cells', cells: all ? new Set() : new Set(rows) })} /></span>
          <span role="columnheader">{t.table.unit}</span>
          <span role="columnheader">{t.inspector.owner}</span>
          <span role="columnheader" className={styles.figure}>{t.accountsWord}</span>
          {editor.measures.map(({ key }, at) => (
            <span key={key} role="columnheader" className={styles.figure} aria-sort={sortAt === at ? 'descending' : 'none'}>
              <button type="button" onClick={() => setSortAt(at)}>{key}{sortAt === at ? ' ↓' : ''}</button>
            </span>
          ))}
        </div>
        <div style={{ height: virtual.getTotalSize(), position: 'relative' }} role="rowgroup">
          {virtual.getVirtualItems().map(({ index, start }) => {
            const u = rows[index];
            const id = editor.graph.ids[u];
            return (
              <div key={id} role="row" aria-rowindex={index + 2} className={view.cells.has(u) ? styles.rowOn : styles.row} style={{ ...grid, transform: `translateY(${start}px)` }}>
                <span role="cell"><Checkbox aria-label={t.table.selectCell(id)} checked={view.cells.has(u)} onChange={() => toggle(u)} /></span>
                <span role="cell" className="num">{id}</span>
                <span role="cell">{nameOf(editor.state, editor.slots[u], t.unassigned)}</span>
                <span role="cell" className={styles.figure}>{formatCount(editor.accountsAt(u))}</span>
                {editor.measures.map(({ key, unit, values }) => <span key={key} role="cell" className={styles.figure}>{formatMeasure(values[u], unit)}</span>)}
              </div>
            );
          })}
        </div>
      </div>
    </section>
  );
}
