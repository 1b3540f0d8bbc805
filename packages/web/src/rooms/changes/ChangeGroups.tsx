import { SegmentedControl } from '@mantine/core';
import type { AccountChanges, ChangeDecision } from '@hexalign/api/contract';
import { formatDay, today } from '../../text/days.ts';
import { formatCount, formatMeasure } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { told } from '../../text/told.ts';
import styles from './Changes.module.css';
import type { ChangesAsked } from './useChanges.ts';

const DECISIONS: readonly ChangeDecision[] = ['open', 'accept', 'keep', 'defer', 'challenge'];

/** How much changes hands, what is decided of it, and whom it concerns: each is a way to look at a part of the list. */
export function ChangeGroups({ data, asked, onAsk }: { data: AccountChanges; asked: ChangesAsked; onAsk(change: Partial<ChangesAsked>): void }): React.ReactNode {
  const t = useText().changes;
  const { moved, of, measures, effective, decided, groups, added, gone, kept } = data;
  return (
    <>
      <div className={styles.summary}>
        <b>{t.moved(moved.accounts, of.accounts)}</b>
        {measures.map(({ key, unit }, m) => <span key={key} className="num">{key}: {formatMeasure(moved.sums[m], unit)} / {formatMeasure(of.sums[m], unit)}</span>)}
        <span>{effective === null ? t.noDay : effective > today() ? t.effective(formatDay(effective)) : t.moving(formatDay(effective))}</span>
        {added + gone > 0 ? <span>{t.grown(added, gone)}</span> : null}
      </div>
      <section aria-label={t.decisions} className={styles.section}>
        <h2>{t.decisions}</h2>
        <div className={styles.chips}>
          {([null, ...DECISIONS.filter((one) => one !== 'keep' || decided.keep > kept.length)] as const).map((decision) => (
            <button key={decision ?? 'all'} type="button" aria-pressed={asked.decision === decision} onClick={() => onAsk({ decision })}>
              {decision === null ? t.anyDecision : t.decision[decision]} <span className="num">{formatCount(decision === null ? moved.accounts : decision === 'keep' ? decided.keep - kept.length : decided[decision])}</span>
            </button>
          ))}
        </div>
        {kept.length > 0 ? (
          <details className={styles.kept}>
            <summary>{t.keptBefore(kept.length)}</summary>
            <ul>{kept.map(({ account, decision }) => <li key={account.id}><b>{account.name}</b> {decision.note} · {told(decision.actor.name)}</li>)}</ul>
          </details>
        ) : null}
      </section>
      <section aria-label={t.groups} className={styles.section}>
        <h2>{t.groups}</h2>
        <SegmentedControl fullWidth aria-label={t.by.label} value={asked.by} onChange={(by) => onAsk({ by: by as ChangesAsked['by'], of: null })} data={(['territory', 'person'] as const).map((value) => ({ value, label: t.by[value] }))} />
        <ul className={styles.groups}>
          <li><button type="button" aria-pressed={asked.of === null} onClick={() => onAsk({ of: null })}><span>{t.everybody}</span><span className="num">{formatCount(moved.accounts)}</span></button></li>
          {groups.map(({ key, name, lost, gained }) => (
            <li key={key ?? ''}>
              <button type="button" disabled={key === null} aria-pressed={asked.of !== null && asked.of === key} onClick={() => onAsk({ of: key })}>
                <span>{name ?? t.unnamed}</span>
                <span className="num"><span className={styles.lost}>{t.gives(lost.accounts)}</span> <span className={styles.gained}>{t.takes(gained.accounts)}</span></span>
                {measures.slice(0, 2).map(({ key: measure, unit }, m) => (
                  <span key={measure} className={styles.sums}>{measure} <span className="num">−{formatMeasure(lost.sums[m], unit)} +{formatMeasure(gained.sums[m], unit)}</span></span>
                ))}
              </button>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
