import { Button, NativeSelect } from '@mantine/core';
import { IconArrowRight, IconChevronLeft, IconEqual } from '@tabler/icons-react';
import type { Plan } from '@hexalign/api/contract';
import { useState } from 'react';
import { ApiError } from '../../server/ApiError.ts';
import { formatCount, formatMeasure } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Opening } from '../../ui/Opening.tsx';
import { Refusal } from '../../ui/Refusal.tsx';
import { Swatch } from '../../ui/Swatch.tsx';
import { useTop } from '../../ui/useTop.ts';
import { ChangeCard } from '../changes/ChangeCard.tsx';
import { changeNames } from '../changes/changeNames.ts';
import { useChanges } from '../changes/useChanges.ts';
import { useDecide } from '../changes/useDecide.tsx';
import { useKeptColours } from '../scenarios/keptColours.ts';
import styles from './Review.module.css';

/** Rows that are shown at first, and again each time more are asked for. */
const ROWS = 40;
const ASKED = { by: 'territory', of: null, decision: null, search: '' } as const;

/** Who changes hands, on a phone: a list, and behind each row why and what one may make of it. */
export function ReviewChanges({ plan, scenarioId }: { plan: Plan; scenarioId: string }): React.ReactNode {
  const text = useText();
  const t = text.changes;
  const [base, setBase] = useState<string | null>(null);
  const [shown, setShown] = useState(ROWS);
  const [at, setAt] = useState<number | null>(null);
  const changes = useChanges(scenarioId, base, ASKED);
  const scenario = plan.scenarios.find(({ id }) => id === scenarioId);
  const { data, error } = changes;
  const kept = useKeptColours(data?.scenario.scenarioId);
  const others = plan.scenarios.filter(({ id }) => id !== scenarioId);
  const noBase = error instanceof ApiError && error.code === 'changes.base';
  if (scenario === undefined) return null;
  const picker = others.length === 0 ? null : (
    <div className={styles.search}><NativeSelect size="md" label={t.base} value={base ?? ''} data={[{ value: '', label: t.inForce }, ...others.map(({ id, name }) => ({ value: id, label: name }))]} onChange={(event) => setBase(event.currentTarget.value || null)} /></div>
  );
  if (error && !noBase) return <div className={styles.search}><Refusal error={error} /></div>;
  if (noBase) return <>{picker}<EmptyState icon={<IconEqual size={22} stroke={1.6} />} {...t.noForce} /></>;
  if (!data) return <Opening label={t.working} />;
  const names = changeNames(data, kept, t.nobody);
  if (at !== null) return <Chosen key={`${base} ${at}`} {...{ scenario, base, changes, data, names, at }} onAt={setAt} />;
  const [measure] = data.measures;
  return (
    <>
      <div className={styles.head}><h2>{t.moved(data.moved.accounts, data.of.accounts)}</h2></div>
      {picker}
      {data.moved.accounts === 0 ? <EmptyState icon={<IconEqual size={22} stroke={1.6} />} {...t.nothing} /> : null}
      <ul className={styles.list}>
        {Array.from({ length: Math.min(shown, data.found) }, (_, index) => {
          const row = changes.row(index);
          return row === undefined ? null : (
            <li key={row.account.id}>
              <button type="button" className={styles.row} onClick={() => setAt(index)}>
                <span className={styles.name}>
                  {row.account.name}
                  <small><span className="visually-hidden">{t.moves(names.name(row.from), names.name(row.to))}</span><span aria-hidden className={styles.way}><Swatch colour={names.colour(row.from)} />{names.name(row.from)}<IconArrowRight size={13} stroke={1.6} /><Swatch colour={names.colour(row.to)} />{names.name(row.to)}</span></small>
                </span>
                <span className={styles.said}>{measure ? <span className="num">{formatMeasure(row.values[0], measure.unit)}</span> : null}<small>{t.decision[row.decision === null || row.decision.stale ? 'open' : row.decision.decision]}</small></span>
              </button>
            </li>
          );
        })}
      </ul>
      {data.found > shown ? <div className={styles.table}><Button fullWidth size="md" onClick={() => { changes.show(0, shown + ROWS); setShown(shown + ROWS); }}>{text.review.more(formatCount(data.found - shown))}</Button></div> : null}
    </>
  );
}

type Chosen = Pick<Parameters<typeof useDecide>[0], 'scenario' | 'base' | 'changes' | 'at'> & Pick<Parameters<typeof ChangeCard>[0], 'data' | 'names'> & { onAt(at: number | null): void };

/** One change: why, what one may make of it, and the way to the next. */
function Chosen({ scenario, base, changes, data, names, at, onAt }: Chosen): React.ReactNode {
  const text = useText();
  const top = useTop(at);
  const decide = useDecide({ scenario, base, changes, at, setAt: onAt });
  return (
    <div ref={top} className={styles.chosen}>
      <div className={styles.steps}>
        <button type="button" className={styles.back} aria-label={text.review.allChanges} onClick={() => onAt(null)}><IconChevronLeft size={22} stroke={1.6} /></button>
        <span className={styles.name}>{text.review.changeOf(formatCount(at + 1), formatCount(data.found))}</span>
        <Button size="md" disabled={at === 0} onClick={() => onAt(at - 1)}>{text.review.previous}</Button>
        <Button size="md" disabled={at >= data.found - 1} onClick={() => onAt(at + 1)}>{text.review.next}</Button>
      </div>
      <ChangeCard data={data} names={names} change={changes.row(at)} decide={decide} />
      {decide.dialog}
    </div>
  );
}
