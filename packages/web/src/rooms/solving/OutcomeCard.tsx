import { Button } from '@mantine/core';
import { IconRotate2 } from '@tabler/icons-react';
import type { DesignFigures, Job } from '@hexalign/api/contract';
import type { EditorState } from '../../editor/EditorState.ts';
import { formatCount, formatMeasure, formatShare } from '../../text/format.ts';
import { told } from '../../text/told.ts';
import { useText } from '../../text/useText.ts';
import inspector from '../scenarios/Inspector.module.css';
import styles from './DesignPanel.module.css';

type Figure = 'worstDeviation' | 'meanDeviation' | 'outside' | 'compactness';

/** What a design changed: before and after, who gives most to whom, what limited it, and how to run it again. */
export function OutcomeCard({ result, state, onZoom, onAgain }: { result: NonNullable<Job['result']>; state: EditorState; onZoom(slots: readonly number[]): void; onAgain: (() => void) | null }): React.ReactNode {
  const { designing, workspace } = useText();
  const t = designing.outcome;
  const { outcome, seed } = result;
  if (outcome === undefined) return null;
  const name = (slot: number | null): string => (slot === null ? t.unassigned : (state.territories[slot]?.name ?? workspace.unassigned));
  const rows: readonly [Figure, string, (value: number) => string, 1 | -1][] = [
    ['worstDeviation', t.largest, formatShare, -1], ['meanDeviation', t.mean, formatShare, -1], ['outside', t.outside, formatCount, -1], ['compactness', t.compactness, (value) => formatCount(Math.round(value * 100)), 1],
  ];
  return (
    <>
      {result.overwrittenUnits > 0 ? <p className={styles.lead} role="note">{t.overwritten(result.overwrittenUnits)}</p> : null}
      <h3 className={styles.sub}>{t.changed}</h3>
      <table className={`num ${styles.figures}`}>
        <thead><tr><td /><th scope="col">{t.before}</th><th scope="col">{t.after}</th><td /></tr></thead>
        <tbody>
          {rows.map(([key, label, format, wanted]) => {
            const [before, after] = [outcome.before[key], outcome.after[key]];
            return <tr key={key}><th scope="row">{label}</th><td>{before === null || isEmpty(outcome.before) ? '–' : format(before)}</td><td><b>{after === null ? '–' : format(after)}</b></td><td>{before === null || after === null || isEmpty(outcome.before) ? null : <Change by={(after - before) * wanted} />}</td></tr>;
          })}
          <tr><th scope="row">{t.accounts}</th><td /><td><b>{formatCount(outcome.moved.accounts)}</b></td><td>{outcome.of.accounts > 0 ? formatShare(outcome.moved.accounts / outcome.of.accounts) : null}</td></tr>
        </tbody>
      </table>
      {outcome.movers.length > 0 && outcome.of.units > 0 ? (
        <>
          <h3 className={styles.sub}>{t.movers}</h3>
          <ul className={styles.movers}>
            {outcome.movers.map(({ from, to, units, accounts, amounts }) => (
              <li key={`${from} ${to}`}>
                <button type="button" title={t.zoom(name(from), name(to))} onClick={() => onZoom([from, to].filter((slot) => slot !== null))}>
                  <span>{t.mover(name(from), name(to))}</span>
                  <span className="num">{t.moverCells(units, accounts)}{outcome.measures.map(({ key, unit }, m) => ` · ${formatMeasure(amounts[m], unit)}${unit === 'currency' || unit === 'hours' ? '' : ` ${key}`}`)}</span>
                </button>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {outcome.limitedBy.length > 0 ? (
        <>
          <h3 className={styles.sub}>{t.limited}</h3>
          <ul className={inspector.reasons}>{outcome.limitedBy.map((sentence, i) => <li key={i}>{told(sentence)}</li>)}</ul>
        </>
      ) : null}
      <div className={styles.rerun}>
        <span className="num" data-testid="design-hash">{t.fingerprint(`${outcome.assignmentHash.slice(0, 4)} ${outcome.assignmentHash.slice(4, 8)}`, seed ?? 0)}</span>
        {onAgain ? <Button size="compact-xs" variant="default" leftSection={<IconRotate2 size={13} stroke={1.6} aria-hidden />} onClick={onAgain}>{t.again}</Button> : null}
      </div>
      {result.interrupted && onAgain ? <p className={styles.description}>{t.againStopped}</p> : null}
    </>
  );
}

function isEmpty({ worstDeviation }: DesignFigures): boolean {
  return worstDeviation === null;
}

function Change({ by }: { by: number }): React.ReactNode {
  const t = useText().designing.outcome;
  if (Math.abs(by) < 5e-4) return <span className={styles.same}>{t.same}</span>;
  return <span className={by > 0 ? inspector.good : styles.worse}>{by > 0 ? '▲' : '▼'} {by > 0 ? t.better : t.worse}</span>;
}
