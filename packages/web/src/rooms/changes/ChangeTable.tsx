import { ActionIcon, TextInput, Tooltip } from '@mantine/core';
import { IconDownload, IconSearch } from '@tabler/icons-react';
import type { AccountChanges } from '@hexalign/api/contract';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { formatCount, formatMeasure } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { Swatch } from '../../ui/Swatch.tsx';
import table from '../scenarios/TablePane.module.css';
import own from '../accounts/Accounts.module.css';
import type { ChangeNames } from './changeNames.ts';
import styles from './Changes.module.css';
import type { Changes, ChangesAsked } from './useChanges.ts';

const ROW = 32;

interface ChangeTableProps {
  readonly data: AccountChanges;
  readonly names: ChangeNames;
  readonly changes: Changes;
  /** Place of the chosen row. */
  readonly at: number;
  onAt(at: number): void;
  readonly search: string;
  onAsk(change: Partial<ChangesAsked>): void;
  /** Address of the whole list as a file. */
  readonly file: string;
}

/** The accounts that change hands, row by row as they are scrolled to. */
export function ChangeTable({ data, names, changes, at, onAt, search, onAsk, file }: ChangeTableProps): React.ReactNode {
  const t = useText().changes;
  const { measures, causes, known, found } = data;
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({ count: found, getScrollElement: () => scroller.current, estimateSize: () => ROW, overscan: 12 });
  const items = virtual.getVirtualItems();
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
  useEffect(() => {
    if (found > 0) virtual.scrollToIndex(Math.min(at, found - 1), { align: 'auto' });
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [at, found]);
  useEffect(() => changes.show(first, last));
  const steps: Readonly<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + 10, PageUp: at - 10, Home: 0, End: found - 1 };
  const keys = (event: React.KeyboardEvent): void => {
    if (found === 0 || event.target !== event.currentTarget || !(event.key in steps)) return;
    onAt(Math.max(0, Math.min(found - 1, steps[event.key])));
    event.preventDefault();
  };
  const grid = { gridTemplateColumns: `minmax(130px, 1.6fr) minmax(110px, 1fr) minmax(110px, 1fr) repeat(${measures.length}, minmax(64px, 0.5fr)) minmax(86px, 0.7fr) ${known.opportunities ? 'minmax(54px, 0.4fr) ' : ''}${known.tenure ? 'minmax(64px, 0.4fr) ' : ''}minmax(90px, 0.6fr)` };
  const head = (label: string, figure = false): React.ReactNode => <span role="columnheader" className={figure ? table.figure : undefined}>{label}</span>;
  return (
    <section className={styles.centre} aria-label={t.table}>
      <div className={table.head}>
        <b>{t.table}</b>
        <span className={table.count} role="status">{formatCount(found)}</span>
        <span className={table.space} />
        <TextInput aria-label={t.find} placeholder={t.find} value={search} maxLength={200} className={own.find} leftSection={<IconSearch size={14} stroke={1.6} />} onChange={(event) => onAsk({ search: event.currentTarget.value })} />
        <Tooltip label={t.download}><ActionIcon component="a" href={file} download aria-label={t.download}><IconDownload size={15} stroke={1.6} /></ActionIcon></Tooltip>
      </div>
      <div ref={scroller} className={table.scroll} tabIndex={0} role="grid" aria-label={t.table} aria-rowcount={found + 1} aria-activedescendant={found > 0 ? `change-${at}` : undefined} onKeyDown={keys}>
        <div className={table.header} role="row" aria-rowindex={1} style={grid}>
          {head(t.account)}{head(t.from)}{head(t.to)}
          {measures.map(({ key }) => <span key={key} role="columnheader" className={table.figure}>{key}</span>)}
          {head(t.cause)}{known.opportunities ? head(t.opportunities, true) : null}{known.tenure ? head(t.tenure, true) : null}{head(t.state)}
        </div>
        <div style={{ height: virtual.getTotalSize(), position: 'relative' }} role="rowgroup">
          {items.map(({ index, start }) => {
            const row = changes.row(index);
            const cell = (content: React.ReactNode, figure = false): React.ReactNode => <span role="gridcell" className={figure ? table.figure : undefined}>{content}</span>;
            const territory = (of: number): React.ReactNode => <span role="gridcell" className={own.territory} title={names.name(of)}><Swatch colour={names.colour(of)} /><span>{names.name(of)}</span></span>;
            return (
              <div key={index} id={`change-${index}`} role="row" aria-rowindex={index + 2} aria-selected={index === at} className={`${index === at ? table.rowOn : table.row} ${own.row}`} style={{ ...grid, transform: `translateY(${start}px)` }} onClick={() => onAt(index)}>
                {row === undefined ? cell(t.loading) : (
                  <>
                    <span role="gridcell" title={row.account.name}>{row.account.name}</span>
                    {territory(row.from)}{territory(row.to)}
                    {row.values.map((value, m) => <span key={measures[m].key} role="gridcell" className={table.figure}>{formatMeasure(value, measures[m].unit)}</span>)}
                    {cell(t.short[causes[row.cause].reasons[0].cause.kind])}
                    {known.opportunities ? cell(row.opportunities ?? '–', true) : null}
                    {known.tenure ? cell(row.tenureDays === null ? '–' : t.years(row.tenureDays), true) : null}
                    <span role="gridcell"><span className={styles.state} data-decision={row.decision === null || row.decision.stale ? 'open' : row.decision.decision}>{t.decision[row.decision === null || row.decision.stale ? 'open' : row.decision.decision]}</span></span>
                  </>
                )}
              </div>
            );
          })}
        </div>
        {found === 0 ? <p className={own.none}>{t.noMatch.why}</p> : null}
      </div>
      <p className={styles.keys}>{t.keys}</p>
    </section>
  );
}
