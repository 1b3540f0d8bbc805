import { ActionIcon, Menu, TextInput, Tooltip } from '@mantine/core';
import { IconArrowsSort, IconDownload, IconLayoutSidebarLeftCollapse, IconSearch, IconX } from '@tabler/icons-react';
import { UNASSIGNED } from '@hexalign/engine';
import { useCallback, useEffect, useMemo, useState, type Dispatch } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import type { EditorState } from '../../editor/EditorState.ts';
import { worstOf } from '../../editor/figures.ts';
import { useEditor } from '../../editor/useEditor.ts';
import { useText } from '../../text/useText.ts';
import { downloadCsv } from '../../ui/downloadCsv.ts';
import { Swatch } from '../../ui/Swatch.tsx';
import { columns, TerritoryRow, type RowDelta } from './TerritoryRow.tsx';
import styles from './TerritoryList.module.css';
import type { View, ViewAction } from './view.ts';

type SortKey = { readonly kind: 'name' | 'worst' | 'accounts' } | { readonly kind: 'measure'; readonly at: number };
const BARS = 3;
const whole = (state: EditorState): EditorState => state;

interface TerritoryListProps {
  readonly editor: Editor;
  readonly colours: readonly number[];
  readonly view: View;
  readonly dispatch: Dispatch<ViewAction>;
  readonly searchRef: React.Ref<HTMLInputElement>;
  /** In the head: this list and the other one. */
  readonly tabs: React.ReactNode;
  /** Who holds each position, by slot: null = vacant. Empty where the plan knows no people. */
  readonly holders: ReadonlyMap<number, string | null>;
  /** How many things are held in each territory, by slot. */
  readonly held: ReadonlyMap<number, number>;
}

/** The left panel: every territory with its figures, unassigned ground pinned first. */
export function TerritoryList({ editor, colours, view, dispatch, searchRef, tabs, holders, held }: TerritoryListProps): React.ReactNode {
  const text = useText();
  const t = text.workspace;
  const { territories, figures, unassigned, stroke, locks } = useEditor(editor, whole);
  const [query, setQuery] = useState('');
  const [sort, setSort] = useState<SortKey>({ kind: 'measure', at: 0 });
  const measures = useMemo(() => editor.measures.map(({ key, unit }, at) => ({ key, unit, at })), [editor]);
  const bars = useMemo(() => measures.slice(0, BARS), [measures]);
  const onSelect = useCallback((slot: number) => dispatch({ type: 'select', slot }), [dispatch]);
  const onHover = useCallback((slot: number) => dispatch({ type: 'hover', slot }), [dispatch]);

  // During a stroke rows keep their places: nothing jumps under the pointer.
  const [frozen, setFrozen] = useState<readonly number[] | null>(null);
  const order = useMemo(() => {
    const wanted = query.trim().toLowerCase();
    const slots = territories.flatMap((territory, slot) => (territory && territory.level === 0 && (wanted === '' || territory.name.toLowerCase().includes(wanted) || territory.id.toLowerCase().includes(wanted)) ? [slot] : []));
    const name = (slot: number): string => territories[slot]?.name ?? '';
    const value = (slot: number): number =>
      sort.kind === 'measure' ? figures[slot].balance[sort.at].sum : sort.kind === 'worst' ? worstOf(figures[slot]) : figures[slot].accounts;
    return slots.sort((a, b) => (sort.kind === 'name' ? 0 : value(b) - value(a)) || name(a).localeCompare(name(b), 'en', { numeric: true }) || a - b);
  }, [territories, figures, query, sort]);
  if (stroke && !frozen) setFrozen(order);
  if (!stroke && frozen) setFrozen(null);
  const shown = frozen ?? order;

  useEffect(() => {
    if (view.selected >= 0) document.getElementById(`territory-${view.selected}`)?.scrollIntoView({ block: 'nearest' });
  }, [view.selected]);

  const deltaOf = (slot: number): RowDelta | null => {
    if (!stroke || stroke.units === 0) return null;
    const before = stroke.before.get(slot);
    if (!before) return null;
    if (slot === stroke.to) return { role: 'receiver', units: stroke.units, accounts: stroke.accounts, before };
    const given = stroke.given.get(slot);
    return given ? { role: 'donor', ...given, before } : null;
  };
  const save = (): void => {
    const c = t.listColumns;
    downloadCsv(t.listFile, [
      [c.territory, c.name, c.cells, c.accounts, ...measures.flatMap(({ key }) => [key, c.target(key), c.deviation(key)])],
      ...shown.map((slot) => {
        const figure = figures[slot];
        return [territories[slot]?.id ?? '', territories[slot]?.name ?? '', figure.units, figure.accounts, ...figure.balance.flatMap(({ sum, target, deviation }) => [sum, target, Number(deviation.toFixed(6))])];
      }),
      ...(unassigned.units > 0 ? [['', t.unassigned, unassigned.units, unassigned.accounts, ...unassigned.balance.flatMap(({ sum }) => [sum, '', ''])]] : []),
    ]);
  };
  const step = (by: number): void => {
    const at = shown.indexOf(view.selected);
    const next = shown[at < 0 ? (by > 0 ? 0 : shown.length - 1) : Math.max(0, Math.min(shown.length - 1, at + by))];
    if (next === undefined) return;
    dispatch({ type: 'select', slot: next });
  };
  const outside = order.filter((slot) => figures[slot].balance.some(({ inside }) => !inside)).length;
  return (
    <aside className={styles.panel} aria-label={t.territories}>
      <div className={styles.head}>
        {tabs}
        {outside > 0 && unassigned.units < editor.slots.length ? <span className={styles.issues}>{t.outside(outside)}</span> : null}
        <span className={styles.space} />
        <Tooltip label={t.collapse}><ActionIcon aria-label={t.collapse} onClick={() => dispatch({ type: 'toggle', part: 'list' })}><IconLayoutSidebarLeftCollapse size={16} stroke={1.6} /></ActionIcon></Tooltip>
      </div>
      <div className={styles.search}>
        <TextInput
          ref={searchRef}
          aria-label={t.find}
          placeholder={t.find}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
          onKeyDown={(event) => { if (event.key === 'ArrowDown') step(1); else if (event.key === 'ArrowUp') step(-1); else if (event.key === 'Escape') setQuery(''); }}
          leftSection={<IconSearch size={14} stroke={1.6} />}
          rightSection={query ? <ActionIcon size={20} aria-label={t.clearSearch} onClick={() => setQuery('')}><IconX size={14} stroke={1.6} /></ActionIcon> : <kbd>/</kbd>}
          className={styles.input}
        />
        <Menu position="bottom-end">
          <Menu.Target><Tooltip label={t.sort}><ActionIcon variant="default" aria-label={t.sort}><IconArrowsSort size={15} stroke={1.6} /></ActionIcon></Tooltip></Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>{t.sort}</Menu.Label>
            {measures.map(({ key, at }) => <Menu.Item key={key} onClick={() => setSort({ kind: 'measure', at })}>{t.sortBy(key)}</Menu.Item>)}
            <Menu.Item onClick={() => setSort({ kind: 'worst' })}>{t.sortWorst}</Menu.Item>
            <Menu.Item onClick={() => setSort({ kind: 'accounts' })}>{t.sortAccounts}</Menu.Item>
            <Menu.Item onClick={() => setSort({ kind: 'name' })}>{t.sortName}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
        <Tooltip label={t.downloadList}><ActionIcon variant="default" aria-label={t.downloadList} onClick={save}><IconDownload size={15} stroke={1.6} /></ActionIcon></Tooltip>
      </div>
      <div className={styles.columns} style={{ gridTemplateColumns: columns(bars.length) }}>
        {bars.map(({ key, at }) => <span key={key} title={`${key}, ${t.ofTarget}`}>{key}{sort.kind === 'measure' && sort.at === at ? ' ↓' : ''}</span>)}
      </div>
      {unassigned.units > 0 ? (
        <button type="button" className={`${styles.unassigned} ${view.selected === UNASSIGNED ? styles.selected : ''}`} aria-pressed={view.selected === UNASSIGNED} onClick={() => dispatch({ type: 'select', slot: UNASSIGNED })}>
          <Swatch colour={null} />
          <span className={styles.name}>{t.unassigned}</span>
          <span className={styles.small}>{t.cellsAndAccounts(unassigned.units, unassigned.accounts)}</span>
        </button>
      ) : null}
      <div className={styles.list} role="listbox" aria-label={t.territories} tabIndex={0} aria-activedescendant={view.selected >= 0 && view.selected !== UNASSIGNED ? `territory-${view.selected}` : undefined}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          step(event.key === 'ArrowDown' ? 1 : -1);
        }}
      >
        {shown.map((slot) => {
          const territory = territories[slot];
          return territory ? (
            <TerritoryRow key={slot} territory={territory} figure={figures[slot]} measures={bars} colour={colours[slot] ?? 0} locked={locks.has(slot)} selected={view.selected === slot} hovered={view.hovered === slot} holder={holders.get(slot)} held={held.get(slot) ?? 0} delta={deltaOf(slot)} onSelect={onSelect} onHover={onHover} />
          ) : null;
        })}
        {shown.length === 0 ? <p className={styles.none}>{t.noMatch(query)} <button type="button" className={styles.link} onClick={() => setQuery('')}>{t.clearSearch}</button></p> : null}
      </div>
    </aside>
  );
}
