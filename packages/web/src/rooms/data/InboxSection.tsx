import { Button } from '@mantine/core';
import { IconMapPin, IconMapPinCheck } from '@tabler/icons-react';
import { endpoints, type RegisterRecord } from '@hexalign/api/contract';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { routes } from '../../routes.ts';
import { call } from '../../server/call.ts';
import { useMay } from '../../server/useMay.ts';
import { formatCount } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Failure } from '../../ui/Failure.tsx';
import { dataQueries, PAGE } from './dataQueries.ts';
import styles from './Data.module.css';
import { nameOfRecord, PlaceDialog, type Placeless } from './PlaceDialog.tsx';
import { recordLines } from './recordText.ts';

/** Records that nobody knows the place of, with the way to give them one; of a plan also its ground that nobody has. */
export function InboxSection({ planId }: { planId: string | null }): React.ReactNode {
  const t = useText().data;
  const [limit, setLimit] = useState(PAGE);
  const [placing, setPlacing] = useState<Placeless | null>(null);
  const scope = planId ?? '';
  const accounts = useQuery({ ...dataQueries.unplaced('accounts', scope, limit), placeholderData: keepPreviousData });
  const people = useQuery({ ...dataQueries.unplaced('people', scope, limit), enabled: planId === null, placeholderData: keepPreviousData });
  const inbox = useQuery({ queryKey: ['inbox', planId], staleTime: 0, enabled: planId !== null, queryFn: ({ signal }) => call(endpoints.readPlanInbox, { params: { planId: planId! }, signal }) });
  const failed = [accounts, people].find(({ isError }) => isError);
  if (failed) return <Failure error={failed.error} retry={() => void failed.refetch()} />;
  const lists = [{ kind: 'accounts' as const, page: accounts.data }, { kind: 'people' as const, page: planId === null ? people.data : undefined }];
  const none = accounts.data?.total === 0 && (planId !== null || people.data?.total === 0);
  const ground = (inbox.data?.items ?? []).flatMap((item) => (item.code === 'ground.unassigned' ? [item] : []));
  return (
    <>
      <p className={styles.lead} style={{ marginTop: 12 }}>{t.inbox.intro}</p>
      {planId === null ? null : ground.map(({ scenarioId, scenario, count }) => (
        <p key={scenarioId} className={styles.plain}>{t.inbox.ground(formatCount(count), scenario)} <Link href={routes.scenario(planId, scenarioId)}>{t.inbox.groundOpen}</Link></p>
      ))}
      {none ? <EmptyState icon={<IconMapPinCheck size={22} stroke={1.6} />} title={t.inbox.empty.title} why={t.inbox.empty.why} /> : null}
      {lists.map(({ kind, page }) => (page === undefined || page.total === 0 ? null : (
        <section key={kind}>
          <h2 className={`${styles.bar} ${styles.heading}`}>{t.inbox.total(page.total, kind)}</h2>
          <Records kind={kind} records={page.records} onPlace={(record) => setPlacing({ kind, record })} />
          {page.total > page.records.length ? <div className={styles.bar}><Button onClick={() => setLimit((now) => Math.min(1000, now + PAGE))}>{t.more}</Button></div> : null}
        </section>
      )))}
      <PlaceDialog placeless={placing} planId={planId} onClose={() => setPlacing(null)} />
    </>
  );
}

function Records({ kind, records, onPlace }: { kind: 'accounts' | 'people'; records: readonly RegisterRecord[]; onPlace(record: RegisterRecord): void }): React.ReactNode {
  const t = useText().data;
  const may = useMay();
  return (
    <div className={styles.scroller}>
      <table className={styles.table} aria-label={t.kind(kind)}>
        <thead><tr><th scope="col">{t.inbox.columns.record}</th><th scope="col">{t.inbox.columns.reason}</th><th scope="col">{t.inbox.columns.file}</th><td /></tr></thead>
        <tbody>
          {records.map((record) => {
            const { name: _, ...rest } = record.body;
            return (
              <tr key={record.key}>
                <td><b>{nameOfRecord(record)}</b><span className={styles.small}>{record.key}</span></td>
                <td>{typeof record.body.postal === 'string' ? t.inbox.reason.postal(record.body.postal) : t.inbox.reason.none}</td>
                <td className={styles.faint}>{[...recordLines(rest, t)].map(([field, value]) => `${field} ${value}`).join(' · ')}</td>
                <td className={styles.figure}>{may('register.write') ? <Button size="compact-xs" leftSection={<IconMapPin size={14} stroke={1.6} />} aria-label={t.inbox.placeOf(nameOfRecord(record))} onClick={() => onPlace(record)}>{t.inbox.place}</Button> : null}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
