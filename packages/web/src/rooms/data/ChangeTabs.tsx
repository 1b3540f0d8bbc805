import { Button, SegmentedControl } from '@mantine/core';
import { endpoints, type Import } from '@hexalign/api/contract';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../server/call.ts';
import { formatCount } from '../../text/format.ts';
import { useText, type Catalogue } from '../../text/useText.ts';
import { Failure } from '../../ui/Failure.tsx';
import styles from './Data.module.css';
import { fieldChanges, recordLines } from './recordText.ts';

const CHANGES = ['new', 'changed', 'gone'] as const;
type Change = (typeof CHANGES)[number];
const STEP = 20;

/** The records that an import adds, changes or no longer holds: changed ones before and after. */
export function ChangeTabs({ made }: { made: Import }): React.ReactNode {
  const t = useText().data;
  const [chosen, setChosen] = useState<Change | null>(null);
  const change = chosen ?? CHANGES.toSorted((a, b) => Number(made.changes[b] > 0) - Number(made.changes[a] > 0) || CHANGES.indexOf(order(a)) - CHANGES.indexOf(order(b)))[0];
  const [limit, setLimit] = useState(STEP);
  const page = useQuery({
    queryKey: ['changes', made.id, made.state, made.gone, made.changes, change, limit], staleTime: Infinity, placeholderData: keepPreviousData,
    queryFn: ({ signal }) => call(endpoints.readImportChanges, { params: { importId: made.id }, query: { change, limit }, signal }),
  });
  const { changes = [], total = 0 } = page.data ?? {};
  return (
    <section className={styles.section} aria-label={t.check.changeOf[change]} aria-busy={page.isFetching}>
      <SegmentedControl aria-label={t.check.title} value={change} onChange={(value) => { setChosen(value as Change); setLimit(STEP); }} data={CHANGES.map((value) => ({ value, label: `${t.check.change[value]} ${formatCount(made.changes[value])}` }))} />
      {page.isError ? <Failure error={page.error} retry={() => void page.refetch()} /> : null}
      {page.data && total === 0 ? <p className={styles.lead}>{t.check.none[change]}</p> : (
        <table className={styles.changes}>
          <thead className="visually-hidden"><tr><th scope="col">{t.check.columns.id}</th><th scope="col">{t.check.columns.what}</th></tr></thead>
          <tbody>
            {changes.map(({ key, row, from, to }) => (
              <tr key={key}>
                <th scope="row">{key}{row === null ? null : <span className={styles.small}>{t.check.row(formatCount(row))}</span>}</th>
                <td>{from && to ? <Changed from={from} to={to} t={t} /> : <Whole body={to ?? from ?? {}} t={t} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {total > changes.length && changes.length > 0 ? <Button mt={8} loading={page.isFetching} onClick={() => setLimit((now) => Math.min(1000, now + 5 * STEP))}>{t.more}</Button> : null}
    </section>
  );
}

/** Changed records tell most, then what is gone. */
function order(change: Change): Change {
  return change === 'changed' ? 'new' : change === 'new' ? 'changed' : change;
}

function Changed({ from, to, t }: { from: Record<string, unknown>; to: Record<string, unknown>; t: Catalogue['data'] }): React.ReactNode {
  return fieldChanges(from, to, t).map(({ field, from: before, to: after }) => (
    <span key={field} className={styles.change}>
      <i>{field}</i> <span className="visually-hidden">{t.check.before} </span><span className={styles.from}>{before ?? t.check.nothing}</span> → <span className="visually-hidden">{t.check.after} </span><span className={styles.to}>{after ?? t.check.nothing}</span>
    </span>
  ));
}

function Whole({ body, t }: { body: Record<string, unknown>; t: Catalogue['data'] }): React.ReactNode {
  return [...recordLines(body, t)].map(([field, value], i) => <span key={field}>{i > 0 ? ' · ' : ''}<span className={styles.faint}>{field}</span> {value}</span>);
}
