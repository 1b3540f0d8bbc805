import { IconHandStop, IconLock } from '@tabler/icons-react';
import { memo } from 'react';
import type { Territory } from '@hexalign/api/contract';
import type { Figure } from '../../editor/figures.ts';
import { formatBalance, formatDelta, formatExact, formatMeasure, formatOfTarget } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { BalanceBar } from '../../ui/BalanceBar.tsx';
import { Swatch } from '../../ui/Swatch.tsx';
import type { ListLook } from './listLook.ts';
import styles from './TerritoryList.module.css';

/** What a stroke does to one territory. */
export interface RowDelta {
  readonly role: 'receiver' | 'donor';
  readonly units: number;
  readonly accounts: number;
  readonly before: Figure;
}

interface Props {
  readonly territory: Territory;
  readonly figure: Figure;
  /** Which measures have bars, at most three: position and unit. */
  readonly measures: readonly { readonly at: number; readonly unit: string; readonly key: string }[];
  readonly figures: ListLook['figures'];
  /** Its place among all territories by measure, where ranks are shown, as words. */
  readonly ranks?: readonly string[];
  readonly colour: number;
  readonly locked: boolean;
  readonly selected: boolean;
  readonly hovered: boolean;
  /** Who holds the position; null = vacant; left out where the plan knows no people. */
  readonly holder?: string | null;
  /** How many things are held here. */
  readonly held: number;
  readonly delta: RowDelta | null;
  /** How deep it stands in a tree, from 1; 0 in a plain list. */
  readonly level: number;
  onSelect(slot: number): void;
  onHover(slot: number): void;
}

/** One territory of the list: name, figures, one bar per measure. While a stroke touches it, a chip takes the place of the small print. */
export const TerritoryRow = memo(function TerritoryRow({ territory, figure, measures, figures, ranks, colour, locked, selected, hovered, holder, held, delta, level, onSelect, onHover }: Props): React.ReactNode {
  const text = useText();
  const t = text.workspace;
  const state = [styles.row, selected ? styles.selected : '', hovered ? styles.hovered : '', locked ? styles.locked : ''].join(' ');
  // An option of a plain list, an item of a tree under groups.
  const item = { ...(level > 0 ? { role: 'treeitem', 'aria-level': level } : { role: 'option' }), onClick: () => onSelect(figure.slot), onPointerEnter: () => onHover(figure.slot), onPointerLeave: () => onHover(-1) };
  return (
    <div
      className={state}
      {...item}
      style={level > 1 ? { paddingInlineStart: 12 + 12 * (level - 1) } : undefined}
      aria-selected={selected}
      id={`territory-${figure.slot}`}
      data-slot={figure.slot}
    >
      <span className={styles.swatch}><Swatch colour={colour} /></span>
      <span className={styles.first}>
        <span className={styles.name} dir="auto">{territory.name}</span>
        {delta ? (
          <span className={delta.role === 'receiver' ? styles.receiver : styles.donor}>
            {formatDelta(delta.role === 'receiver' ? delta.units : -delta.units)} {t.cellsWord(delta.units)} · {t.accountsShort(formatDelta(delta.role === 'receiver' ? delta.accounts : -delta.accounts))}
          </span>
        ) : (
          <span className={styles.small}>{holder === null ? `◌ ${text.people.vacant}` : (holder ?? territory.person ?? t.cellsAndAccounts(figure.units, figure.accounts))}</span>
        )}
        {held > 0 ? <span className={styles.marks}><IconHandStop size={14} stroke={1.6} aria-hidden />{held}<span className="visually-hidden">{text.exceptions.heldCells(held)}</span></span> : null}
        {locked ? <IconLock size={14} stroke={1.6} aria-label={t.locked} className={styles.lock} /> : null}
      </span>
      <span className={styles.bars} style={{ gridTemplateColumns: columns(measures.length) }}>
        {measures.map(({ at, unit, key }, place) => {
          const balance = figure.balance[at];
          const tone = balance.inside ? '' : balance.deviation > 0 ? styles.over : styles.under;
          return (
            <span key={key} className={`${styles.cell} ${place === 0 && measures.length > 1 ? styles.main : ''}`} style={figures !== 'percent' ? { gridTemplateColumns: 'minmax(0, 1fr) 56px' } : undefined}>
              <BalanceBar {...balance} before={delta?.before.balance[at].deviation} />
              <span className={`${styles.figure} ${tone}`} title={`${key} ${formatExact(balance.sum, unit)} ${t.of} ${formatExact(balance.target, unit)}`}>
                <span aria-hidden="true">{figures === 'rank' ? (ranks?.[at] ?? '') : figures === 'amounts' || balance.target <= 0 ? formatMeasure(balance.sum, unit) : formatOfTarget(balance.deviation)}</span>
                <span className="visually-hidden">{key} {formatBalance(balance.deviation, balance.inside)}</span>
              </span>
            </span>
          );
        })}
      </span>
    </div>
  );
});

/** One track per measure, so that ticks line up down the list. */
export function columns(measures: number): string {
  return `repeat(${Math.max(1, measures)}, minmax(0, 1fr))`;
}
