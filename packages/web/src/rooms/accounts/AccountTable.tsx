import { ActionIcon, Select, TextInput, Tooltip } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconDownload, IconSearch, IconSelectAll, IconX } from '@tabler/icons-react';
import { textAt, todayAt } from '@hexalign/api/contract';
import { UNASSIGNED } from '@hexalign/engine';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type Dispatch } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import type { EngineHost } from '../../engine/engineHost.ts';
import type { AccountFilter, AccountSort } from '../../engine/AccountIndex.ts';
import type { PlanMap } from '../../map/PlanMap.ts';
import { formatMeasure } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { downloadCsv } from '../../ui/downloadCsv.ts';
import { Refusal } from '../../ui/Refusal.tsx';
import { Swatch } from '../../ui/Swatch.tsx';
import { nameOf } from '../scenarios/names.ts';
import styles from '../scenarios/TablePane.module.css';
import type { View, ViewAction } from '../scenarios/view.ts';
import own from './Accounts.module.css';
import type { Accounts } from './useAccounts.ts';
import { useAccountRows } from './useAccountRows.ts';

const ROW = 32;
const PAGE = 10;

interface AccountTableProps {
  readonly editor: Editor;
  readonly host: EngineHost;
  readonly accounts: Accounts;
  readonly colours: readonly number[];
  readonly map: PlanMap | null;
  readonly view: View;
  readonly dispatch: Dispatch<ViewAction>;
  onShow(at: readonly [lng: number, lat: number]): void;
}

/** Every account of the plan as a table: searched, filtered and sorted in the worker, drawn row by row as it scrolls, tied to the map. */
export function AccountTable({ editor, host, accounts, colours, map, view, dispatch, onShow }: AccountTableProps): React.ReactNode {
  const text = useText();
  const t = text.accounts;
  const { places, names, error } = accounts;
  const scroller = useRef<HTMLDivElement>(null);
  const { rows, asked, ask } = useAccountRows({ host, editor, accounts, map, selected: view.selected });
  const virtual = useVirtualizer({ count: rows?.length ?? 0, getScrollElement: () => scroller.current, estimateSize: () => ROW, overscan: 12 });
  const at = rows ? rows.indexOf(view.account) : -1;

  useEffect(() => {
    // An account that was chosen elsewhere comes into sight.
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' });
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [at]);

  const choose = (account: number): void => dispatch({ type: 'account', account, slot: editor.slots[places.unit[account]] });
  const show = (account: number): void => onShow([places.lngLat[2 * account], places.lngLat[2 * account + 1]]);
  const steps: Readonly<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + PAGE, PageUp: at - PAGE, Home: 0, End: (rows?.length ?? 0) - 1 };
  const keys = (event: React.KeyboardEvent): void => {
    if (!rows || rows.length === 0 || event.target !== event.currentTarget) return;
    if (event.key === 'Enter' && at >= 0) show(rows[at]);
    else if (event.key in steps) choose(rows[Math.max(0, Math.min(rows.length - 1, steps[event.key]))]);
    else return;
    event.preventDefault();
  };
  const territoryOf = (account: number): string => nameOf(editor.state, editor.slots[places.unit[account]], text.workspace.unassigned);
  const save = (): void => {
    if (!rows || !names) return;
    downloadCsv(t.file, [
      [t.id, t.name, t.territory, t.today, ...editor.measures.map(({ key }) => key)],
      ...Array.from(rows, (i) => [textAt(names.ids, i), textAt(names.names, i), territoryOf(i), todayAt(names, i) ?? '', ...places.values.map((values) => values[i])]),
    ]);
  };
  const sorted = (by: AccountSort): 'ascending' | 'descending' | 'none' => (asked.sort !== by ? 'none' : asked.down ? 'descending' : 'ascending');
  const head = (by: AccountSort, label: string, figure = false): React.ReactNode => (
    <span key={String(by)} role="columnheader" className={figure ? styles.figure : undefined} aria-sort={sorted(by)}>
      <button type="button" onClick={() => ask({ sort: by, down: asked.sort === by ? !asked.down : typeof by === 'number' })}>
        {label}{asked.sort === by ? asked.down ? <IconArrowDown size={11} aria-hidden /> : <IconArrowUp size={11} aria-hidden /> : null}
      </button>
    </span>
  );
  const grid = { gridTemplateColumns: `minmax(90px, 0.7fr) minmax(160px, 1.8fr) minmax(130px, 1fr) minmax(110px, 0.8fr) repeat(${editor.measures.length}, minmax(90px, 0.7fr))` };
  const filters: AccountFilter[] = ['all', 'territory', 'view', 'moved', 'approximate'];
  return (
    <section className={styles.pane} aria-label={t.title}>
      <div className={styles.head}>
        <b>{t.title}</b>
        <span className={styles.count} role="status">{rows ? t.found(rows.length, places.unit.length) : t.loading}</span>
        <span className={styles.space} />
        <TextInput
          aria-label={t.find} placeholder={t.find} value={asked.text} maxLength={200} className={own.find} leftSection={<IconSearch size={14} stroke={1.6} />}
          onChange={(event) => ask({ text: event.currentTarget.value })}
          rightSection={asked.text ? <ActionIcon size={20} aria-label={text.workspace.clearSearch} onClick={() => ask({ text: '' })}><IconX size={14} stroke={1.6} /></ActionIcon> : null}
        />
        <Select
          aria-label={t.filter} allowDeselect={false} value={asked.filter} className={own.filter} comboboxProps={{ withinPortal: true, position: 'top-end' }}
          data={filters.map((value) => ({ value, label: value === 'territory' && view.selected >= 0 ? t.filters.of(nameOf(editor.state, view.selected, text.workspace.unassigned)) : t.filters[value], disabled: value === 'territory' && view.selected < 0 }))}
          onChange={(value) => value && ask({ filter: value as AccountFilter })}
        />
        <Tooltip label={t.selectCells}><ActionIcon aria-label={t.selectCells} disabled={!rows || rows.length === 0} onClick={() => { if (rows) dispatch({ type: 'cells', cells: new Set(Array.from(rows, (i) => places.unit[i])) }); }}><IconSelectAll size={15} stroke={1.6} /></ActionIcon></Tooltip>
        <Tooltip label={t.download}><ActionIcon aria-label={t.download} disabled={!rows} onClick={save}><IconDownload size={15} stroke={1.6} /></ActionIcon></Tooltip>
        <ActionIcon aria-label={text.workspace.table.hide} onClick={() => dispatch({ type: 'toggle', part: 'table', on: false })}><IconX size={15} stroke={1.6} /></ActionIcon>
      </div>
      {error ? <Refusal error={error} /> : null}
      <div ref={scroller} className={styles.scroll} tabIndex={0} role="grid" aria-label={t.title} aria-rowcount={(rows?.length ?? 0) + 1} aria-activedescendant={at >= 0 ? `account-${view.account}` : undefined} onKeyDown={keys}>
        <div className={styles.header} role="row" aria-rowindex={1} style={grid}>
          {head('id', t.id)}{head('name', t.name)}{head('territory', t.territory)}{head('today', t.today)}
          {editor.measures.map(({ key }, m) => head(m, key, true))}
        </div>
        <div style={{ height: virtual.getTotalSize(), position: 'relative' }} role="rowgroup">
          {names && rows ? virtual.getVirtualItems().map(({ index, start }) => {
            const i = rows[index];
            const slot = editor.slots[places.unit[i]];
            const state = view.account === i ? styles.rowOn : view.overAccount === i ? `${styles.row} ${own.over}` : styles.row;
            return (
              <div
                key={i} id={`account-${i}`} role="row" aria-rowindex={index + 2} aria-selected={view.account === i} className={`${state} ${own.row}`} style={{ ...grid, transform: `translateY(${start}px)` }}
                onClick={() => choose(i)} onDoubleClick={() => show(i)} onPointerEnter={() => { dispatch({ type: 'overAccount', account: i }); dispatch({ type: 'hover', slot }); }} onPointerLeave={() => { dispatch({ type: 'overAccount', account: -1 }); dispatch({ type: 'hover', slot: -1 }); }}
              >
                <span role="gridcell" className="num">{textAt(names.ids, i)}</span>
                <span role="gridcell" title={textAt(names.names, i)}>{textAt(names.names, i)}{names.approximate[i] === 1 ? <abbr className={own.near} title={t.approximate}>≈</abbr> : null}</span>
                <span role="gridcell" className={own.territory}><Swatch colour={slot === UNASSIGNED ? null : (colours[slot] ?? 0)} />{territoryOf(i)}</span>
                <span role="gridcell">{todayAt(names, i) ?? '–'}</span>
                {editor.measures.map(({ key, unit }, m) => <span key={key} role="gridcell" className={styles.figure}>{formatMeasure(places.values[m]?.[i] ?? 0, unit)}</span>)}
              </div>
            );
          }) : null}
        </div>
        {rows?.length === 0 ? <p className={own.none}>{asked.text ? t.noMatch(asked.text) : t.nothing}</p> : null}
      </div>
    </section>
  );
}
