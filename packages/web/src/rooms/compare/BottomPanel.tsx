import { SegmentedControl } from '@mantine/core';
import { IconEqual } from '@tabler/icons-react';
import type { SideBySide } from '@hexalign/api/contract';
import { useText } from '../../text/useText.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { GiveTakeTable } from './GiveTakeTable.tsx';
import { LooseTable } from './LooseTable.tsx';
import type { Pair } from './pair.ts';
import { SidesTable } from './SidesTable.tsx';
import styles from './Compare.module.css';

export const TABS = ['territory', 'pair', 'sides', 'loose'] as const;
export type Tab = (typeof TABS)[number];

interface Props {
  readonly tab: Tab;
  readonly answer: SideBySide;
  readonly pair: Pair;
  readonly titles: readonly string[];
  readonly colours: readonly number[];
  /** What the map shows, in one sentence. */
  readonly words: string;
  nameOf(index: number): string;
  onTab(tab: Tab): void;
  onShow(units: readonly number[]): void;
}

/** What the map shows, in words and figures: who gives and takes, what each territory has, and what nobody has. */
export function BottomPanel({ tab, answer, pair, titles, colours, words, nameOf, onTab, onShow }: Props): React.ReactNode {
  const t = useText().compare;
  const moves = tab === 'territory' || tab === 'pair';
  return (
    <div className={styles.table}>
      <div className={styles.tableHead}>
        <SegmentedControl classNames={{ root: styles.choice }} aria-label={t.table.tabs.label} value={tab} onChange={(value) => onTab(value as Tab)} data={TABS.map((value) => ({ value, label: t.table.tabs[value] }))} />
        <p role="status">{words}</p>
      </div>
      {moves && pair.flows.length === 0 ? <EmptyState icon={<IconEqual size={22} stroke={1.6} />} title={t.same.title} why={t.same.why} /> : (
        <section className={styles.scroll} aria-label={moves ? t.table.region : t.table.tabs[tab]} tabIndex={0}>
          {moves ? <GiveTakeTable pair={pair} by={tab} colours={colours} nameOf={nameOf} /> : tab === 'sides' ? <SidesTable answer={answer} colours={colours} /> : <LooseTable answer={answer} titles={titles} onShow={onShow} />}
        </section>
      )}
    </div>
  );
}
