import { UNASSIGNED } from '@hexalign/engine';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useMemo, useRef, useState, type Dispatch } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import { useStill } from '../../editor/useStill.ts';
import { useText } from '../../text/useText.ts';
import { barsOf, useListLook } from './listLook.ts';
import { LeftHead } from './LeftHead.tsx';
import { LiveGroup, LiveRow, LiveUnassigned } from './liveRows.tsx';
import { ListTools } from './ListTools.tsx';
import { ranksOf } from './ranksOf.ts';
import { saveList } from './saveList.ts';
import { columns } from './TerritoryRow.tsx';
import styles from './TerritoryList.module.css';
import { hasHierarchy, territoryRows, type TerritorySort } from './territoryRows.ts';
import type { View, ViewAction } from './view.ts';

const ROW = 50;
const GROUP = 28;
/** So many rows are all drawn, for the find of the browser and for readers of the screen. */
const FEW = 80;

interface TerritoryListProps {
  readonly planId: string;
  readonly editor: Editor;
  readonly colours: readonly number[];
  readonly view: View;
  readonly dispatch: Dispatch<ViewAction>;
  /** In the head: this list and the other ones. */
  readonly tabs: React.ReactNode;
  /** Who holds each position, by slot: null = vacant. Empty where the plan knows no people. */
  readonly holders: ReadonlyMap<number, string | null>;
  /** How many things are held in each territory, by slot. */
  readonly held: ReadonlyMap<number, number>;
}

/** The left panel: every territory with its figures, unassigned ground pinned first; of hundreds only those in sight are drawn. */
export function TerritoryList({ planId, editor, colours, view, dispatch, tabs, holders, held }: TerritoryListProps): React.ReactNode {
  const text = useText();
  const t = text.workspace;
  // During a stroke rows keep their places: nothing jumps under the pointer, and only what a step touches is drawn anew, by itself.
  const { territories, figures, locks } = useStill(editor);
  const [query, setQuery] = useState('');
  const [look, changeLook] = useListLook(planId, editor.measures.length);
  const [sort, setSort] = useState<TerritorySort>({ kind: 'measure', at: look.main });
  const [shut, setShut] = useState<ReadonlySet<number>>(new Set());
  const scroller = useRef<HTMLDivElement>(null);
  const measures = useMemo(() => editor.measures.map(({ key, unit }, at) => ({ key, unit, at })), [editor]);
  const bars = useMemo(() => barsOf(look).map((at) => measures[at]), [measures, look]);
  const hierarchy = useMemo(() => hasHierarchy(territories), [territories]);
  const grouped = hierarchy && look.grouped;
  const onSelect = useCallback((slot: number) => dispatch({ type: 'select', slot }), [dispatch]);
  const onHover = useCallback((slot: number) => dispatch({ type: 'hover', slot }), [dispatch]);

  const rows = useMemo(() => territoryRows({ territories, figures, query, sort, grouped, shut }), [territories, figures, query, sort, grouped, shut]);
  const ranks = useMemo<ReadonlyMap<number, readonly string[]>>(
    () => (look.figures === 'rank' ? new Map([...ranksOf(territories, figures)].map(([slot, own], _, all) => [slot, own.map((rank) => text.seeing.list.rankOf(rank, all.length))])) : new Map()),
    [look.figures, figures, territories, text],
  );
  const slots = useMemo(() => rows.flatMap((row) => (row.kind === 'territory' ? [row.slot] : [])), [rows]);

  // Both stay the same as long as the rows do: the list would be measured anew with every look at it.
  const estimateSize = useCallback((index: number) => (rows[index].kind === 'group' ? GROUP : ROW), [rows]);
  const getItemKey = useCallback((index: number) => `${rows[index].kind} ${rows[index].slot}`, [rows]);
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroller.current, estimateSize, getItemKey, overscan: rows.length <= FEW ? FEW : 8, initialRect: { width: 300, height: 700 } });
  useEffect(() => virtual.measure(), [virtual, rows]);
  useEffect(() => {
    const index = rows.findIndex(({ kind, slot }) => kind === 'territory' && slot === view.selected);
    if (index >= 0) virtual.scrollToIndex(index, { align: 'auto' });
    // Where the rows stand is no reason to scroll; another selection is.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [view.selected]);

  const step = useCallback((by: number): void => {
    const at = slots.indexOf(view.selected);
    const next = slots[at < 0 ? (by > 0 ? 0 : slots.length - 1) : Math.max(0, Math.min(slots.length - 1, at + by))];
    if (next !== undefined) dispatch({ type: 'select', slot: next });
  }, [slots, view.selected, dispatch]);
  const save = useCallback(() => saveList(text, slots, measures, editor.state), [text, slots, measures, editor]);
  const toggle = (slot: number): void => setShut((before) => {
    const next = new Set(before);
    if (!next.delete(slot)) next.add(slot);
    return next;
  });
  const list = {
    role: grouped ? 'tree' : 'listbox',
    onKeyDown: (event: React.KeyboardEvent): void => {
      if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
      event.preventDefault();
      step(event.key === 'ArrowDown' ? 1 : -1);
    },
  };
  return (
    <aside className={styles.panel} aria-label={t.territories}>
      <LeftHead tabs={tabs} dispatch={dispatch} />
      <ListTools query={query} onQuery={setQuery} onStep={step} onSort={setSort} look={look} onLook={changeLook} measures={measures} hierarchy={hierarchy} onSave={save} />
      <div className={styles.columns} style={{ gridTemplateColumns: columns(bars.length) }}>
        {bars.map(({ key, at }) => <span key={key} className={at === look.main && bars.length > 1 ? styles.main : undefined} title={look.figures === 'percent' ? `${key}, ${t.ofTarget}` : key}>{key}{sort.kind === 'measure' && sort.at === at ? ' ↓' : ''}</span>)}
      </div>
      <LiveUnassigned editor={editor} selected={view.selected === UNASSIGNED} onSelect={onSelect} />
      <div ref={scroller} className={styles.list} {...list} aria-label={t.territories} tabIndex={0} aria-activedescendant={view.selected >= 0 && view.selected !== UNASSIGNED ? `territory-${view.selected}` : undefined}>
        <div role="presentation" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {virtual.getVirtualItems().map(({ index, start, key }) => {
            const row = rows[index];
            const territory = territories[row.slot];
            if (!territory) return null;
            const place = { position: 'absolute', top: 0, insetInline: 0, transform: `translateY(${start}px)` } as const;
            return row.kind === 'group' ? (
              <div key={key} style={place} role="treeitem" tabIndex={0} aria-level={row.depth + 1} aria-expanded={!shut.has(row.slot)} aria-selected={false} onClick={() => toggle(row.slot)} onKeyDown={(event) => { if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); toggle(row.slot); } }}>
                <LiveGroup editor={editor} name={territory.name} members={row.members} depth={row.depth} open={!shut.has(row.slot)} measures={bars} amounts={look.figures === 'amounts'} />
              </div>
            ) : (
              <div key={key} style={place} role="presentation">
                <LiveRow
                  editor={editor} slot={row.slot} territory={territory} measures={bars} figures={look.figures} ranks={ranks.get(row.slot)} colour={colours[row.slot] ?? 0} locked={locks.has(row.slot)} selected={view.selected === row.slot} hovered={view.hovered === row.slot}
                  holder={holders.get(row.slot)} held={held.get(row.slot) ?? 0} level={grouped ? row.depth + 1 : 0} onSelect={onSelect} onHover={onHover}
                />
              </div>
            );
          })}
        </div>
        {rows.length === 0 ? <p className={styles.none}>{t.noMatch(query)} <button type="button" className={styles.link} onClick={() => setQuery('')}>{t.clearSearch}</button></p> : null}
      </div>
    </aside>
  );
}
