import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import type { WhatIfProposal, WhatIfSide } from '@hexalign/api/contract';
import type { EditorState } from '../../editor/EditorState.ts';
import { formatAmount, formatBalance, formatCount, formatMeasure, formatShare } from '../../text/format.ts';
import { told } from '../../text/told.ts';
import { useText } from '../../text/useText.ts';
import inspector from '../scenarios/Inspector.module.css';
import styles from './WhatIf.module.css';

const SHOWN = 12;
const FLOWS = 6;

/** What would come of a what-if: who has no owner, the whole before and after, every territory that changes, and from whom to whom. */
export function ProposedCard({ proposal, state, onZoom }: { proposal: WhatIfProposal; state: EditorState; onZoom(slots: readonly number[]): void }): React.ReactNode {
  const t = useText().whatif;
  const { before, after, measures, moved, of, withoutOwner, territories, flows } = proposal;
  const names = new Map(territories.map(({ slot, name }) => [slot, name]));
  const name = (slot: number | null): string => (slot === null ? t.nobody : (names.get(slot) ?? state.territories[slot]?.name ?? t.nobody));
  const rows: readonly [string, (of: WhatIfProposal['before']) => number | null, (value: number) => string][] = [
    [t.figures.territories, ({ territories: n }) => n, formatCount],
    [t.figures.worst, ({ worstDeviation }) => worstDeviation, formatShare],
    [t.figures.mean, ({ meanDeviation }) => meanDeviation, formatShare],
    [t.figures.outside, ({ outside }) => outside, formatCount],
    [t.figures.compactness, ({ compactness }) => compactness, (value) => formatCount(Math.round(value * 100))],
    [t.figures.km, ({ km }) => km, (value) => t.km(formatAmount(value, 'count'))],
  ];
  const figure = (value: number | null, format: (value: number) => string): string => (value === null ? '–' : format(value));
  const balance = (side: WhatIfSide | null, m: number): React.ReactNode => {
    if (side === null) return '–';
    const inside = Math.abs(side.deviations[m]) <= measures[m].tolerance + 1e-9;
    return <span className={inside ? undefined : side.deviations[m] > 0 ? inspector.over : inspector.under}>{formatBalance(side.deviations[m], inside)}</span>;
  };
  return (
    <section className={inspector.section} aria-label={t.result} data-testid="whatif-result">
      <h3>{t.result}</h3>
      <p className={styles.asked}>{proposal.asked.map(told).join('; ')}</p>
      <p className={withoutOwner.accounts === 0 ? styles.owned : styles.unowned} data-testid="whatif-unowned">
        {withoutOwner.accounts === 0 ? <IconCircleCheck size={15} stroke={1.7} aria-hidden /> : <IconAlertTriangle size={15} stroke={1.7} aria-hidden />}{t.unowned(withoutOwner.accounts)}
      </p>
      {proposal.assumed ? <p className={styles.hint}>{t.assumed}</p> : null}
      <table className={`num ${styles.table}`}>
        <thead><tr><td /><th scope="col">{t.before}</th><th scope="col">{t.after}</th></tr></thead>
        <tbody>{rows.map(([label, value, format]) => <tr key={label}><th scope="row">{label}</th><td>{figure(value(before), format)}</td><td><b>{figure(value(after), format)}</b></td></tr>)}</tbody>
      </table>
      <h3 className={styles.sub}>{t.moved}</h3>
      <table className={`num ${styles.table}`}>
        <tbody>
          <tr><th scope="row">{t.accounts}</th><td><b>{formatCount(moved.accounts)}</b></td><td>{of.accounts > 0 ? t.ofAll(formatShare(moved.accounts / of.accounts)) : null}</td></tr>
          {measures.map(({ key, unit, moved: amount, of: all }) => <tr key={key}><th scope="row">{key}</th><td><b>{formatMeasure(amount, unit)}</b></td><td>{all > 0 ? t.ofAll(formatShare(amount / all)) : null}</td></tr>)}
        </tbody>
      </table>
      <h3 className={styles.sub}>{t.touched(territories.length)}</h3>
      {measures.length > 0 ? (
        <table className={`num ${styles.table}`}>
          <thead><tr><td /><th scope="col">{t.accounts}</th>{measures.slice(0, 2).map(({ key }) => <th key={key} scope="col">{key}</th>)}</tr></thead>
          <tbody>
            {territories.slice(0, SHOWN).map((one) => (
              <tr key={one.slot}>
                <th scope="row">{one.name}{one.change === 'stays' ? null : <>{' '}<span className={styles.tag}>{one.change === 'comes' ? t.comes : t.goes}</span></>}</th>
                <td>{one.before === null ? '' : `${formatCount(one.before.accounts)} → `}<b>{formatCount(one.after?.accounts ?? 0)}</b></td>
                {measures.slice(0, 2).map(({ key }, m) => <td key={key}>{one.before === null ? null : <>{balance(one.before, m)} → </>}<b>{balance(one.after, m)}</b></td>)}
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {territories.length > SHOWN ? <p className={styles.hint}>{t.more(territories.length - SHOWN)}</p> : null}
      {flows.length > 0 ? (
        <>
          <h3 className={styles.sub}>{t.flows}</h3>
          <ul className={styles.flows}>
            {flows.slice(0, FLOWS).map(({ from, to, accounts, amounts }) => (
              <li key={`${from} ${to}`}>
                <button type="button" onClick={() => onZoom([from, to].filter((slot) => slot !== null && slot < state.territories.length) as number[])}>
                  <span>{t.flow(name(from), name(to))}</span>
                  <span className="num">{formatCount(accounts)} · {formatMeasure(amounts[0] ?? 0, measures[0]?.unit ?? 'count')}</span>
                </button>
              </li>
            ))}
          </ul>
          {flows.length > FLOWS ? <p className={styles.hint}>{t.more(flows.length - FLOWS)}</p> : null}
        </>
      ) : null}
      <Listed title={t.ended} lines={proposal.ended} />
      <Listed title={t.outside} lines={proposal.outside} />
    </section>
  );
}

function Listed({ title, lines }: { title: string; lines: readonly string[] }): React.ReactNode {
  if (lines.length === 0) return null;
  return <><h3 className={styles.sub}>{title}</h3><ul className={inspector.reasons}>{lines.slice(0, SHOWN).map((line) => <li key={line}>{told(line)}</li>)}</ul></>;
}
