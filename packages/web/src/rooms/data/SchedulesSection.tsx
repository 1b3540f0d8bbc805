import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconAlertTriangle, IconCalendarRepeat, IconDots, IconExternalLink, IconPlayerPause, IconPlayerPlay, IconPlus, IconRefresh, IconTrash } from '@tabler/icons-react';
import { endpoints, type Schedule } from '@hexalign/api/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { routes } from '../../routes.ts';
import { call } from '../../server/call.ts';
import { problemText } from '../../server/problemText.ts';
import { queryClient } from '../../server/queries.ts';
import { formatMoment } from '../../text/format.ts';
import { told } from '../../text/told.ts';
import { useText, type Catalogue } from '../../text/useText.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Failure } from '../../ui/Failure.tsx';
import { Reasoned } from '../../ui/Reasoned.tsx';
import { useToast } from '../../ui/toast.ts';
import { useMayNot } from '../auth/useMayNot.ts';
import { dataQueries, recordsChanged } from './dataQueries.ts';
import styles from './Data.module.css';
import { ScheduleDialog } from './ScheduleDialog.tsx';

const icon = { size: 14, stroke: 1.6 };

/** Lists that are fetched by the clock: what came of them, and what the server's administrator allows. */
export function SchedulesSection({ planId }: { planId: string | null }): React.ReactNode {
  const t = useText().data;
  const words = t.schedules;
  const toast = useToast();
  const mayNot = useMayNot()('schedule.write');
  const [adding, setAdding] = useState(false);
  const list = useQuery(dataQueries.schedules());
  const act = useMutation({
    mutationFn: (work: () => Promise<string | null>) => work(),
    onSuccess: (said) => { if (said !== null) toast({ text: said }); },
    onError: (error) => toast({ text: problemText(error), tone: 'danger' }),
    onSettled: () => Promise.all([queryClient.invalidateQueries({ queryKey: ['schedules'] }), recordsChanged()]),
  });
  if (list.isError) return <Failure error={list.error} retry={() => void list.refetch()} />;
  if (!list.data) return null;
  const { allowed } = list.data;
  const nothing = allowed.folders.length + allowed.hosts.length === 0;
  const schedules = list.data.schedules.filter((one) => planId === null || one.planId === planId);
  const runNow = ({ id, name }: Schedule): void => act.mutate(async () => {
    const { runs: [last] } = await call(endpoints.runSchedule, { params: { scheduleId: id } });
    return words.ran(name, last.outcome === 'failed' ? (last.detail === null ? words.outcome.failed : told(last.detail)) : words.outcome[last.outcome]);
  });
  const enable = ({ id }: Schedule, enabled: boolean): void => act.mutate(async () => {
    await call(endpoints.patchSchedule, { params: { scheduleId: id }, body: { enabled } });
    return null;
  });
  const remove = ({ id, name }: Schedule): void => act.mutate(async () => {
    await call(endpoints.deleteSchedule, { params: { scheduleId: id } });
    return words.removed(name);
  });
  const why = mayNot ?? (nothing ? words.notAllowed : null);
  return (
    <>
      <div className={styles.bar}>
        <span className={styles.faint}>{words.intro}</span>
        <span className={styles.space} />
        <Reasoned why={why}><Button variant="filled" leftSection={<IconPlus size={16} stroke={1.6} />} data-disabled={why !== null || undefined} aria-disabled={why !== null} onClick={() => { if (why === null) setAdding(true); }}>{words.add}</Button></Reasoned>
      </div>
      {nothing ? <div className={styles.note}><IconAlertTriangle size={16} stroke={1.6} aria-hidden /><p>{words.notAllowed}</p></div> : (
        <div className={styles.plain}>
          {allowed.folders.length > 0 ? <p>{words.allowed.folders}: {allowed.folders.join(', ')}</p> : null}
          {allowed.hosts.length > 0 ? <p>{words.allowed.hosts}: {allowed.hosts.join(', ')}</p> : null}
        </div>
      )}
      {schedules.length === 0 ? <EmptyState icon={<IconCalendarRepeat size={22} stroke={1.6} />} title={words.empty.title} why={words.empty.why} /> : (
        <div className={styles.scroller}>
          <table className={styles.table} aria-label={words.title} aria-busy={act.isPending}>
            <thead><tr><th scope="col">{words.columns.name}</th><th scope="col">{words.columns.source}</th><th scope="col">{words.columns.at}</th><th scope="col">{words.columns.next}</th><th scope="col">{words.columns.last}</th><td /></tr></thead>
            <tbody>
              {schedules.map((one) => {
                const last = one.runs.at(0);
                return (
                  <tr key={one.id}>
                    <td><b>{one.name}</b><span className={styles.small}>{t.kind(one.kind)}</span></td>
                    <td>{one.source.kind === 'url' ? one.source.url : `${one.source.path}/${one.source.pattern}`}</td>
                    <td>{words.utc(one.at, daysText(one.weekdays, words))}</td>
                    <td className="num">{one.enabled ? formatMoment(Date.parse(one.nextAt)) : words.paused}</td>
                    <td>
                      {last === undefined ? words.never : (
                        <>
                          <span className={`${styles.chip} ${last.outcome === 'failed' ? styles.bad : last.outcome === 'committed' || last.outcome === 'unchanged' ? styles.good : styles.wait}`}>{words.outcome[last.outcome]}</span>
                          <span className={styles.small}>{formatMoment(Date.parse(last.at))}{last.detail === null ? '' : `: ${told(last.detail)}`}</span>
                        </>
                      )}
                    </td>
                    <td className={styles.figure}>
                      <Menu position="bottom-end">
                        <Menu.Target><ActionIcon aria-label={words.menu(one.name)}><IconDots size={16} stroke={1.6} /></ActionIcon></Menu.Target>
                        <Menu.Dropdown>
                          {last?.importId ? <Menu.Item component={Link} href={routes.dataImported(last.importId)} leftSection={<IconExternalLink {...icon} />}>{words.open}</Menu.Item> : null}
                          <Menu.Item disabled={mayNot !== null} leftSection={<IconRefresh {...icon} />} onClick={() => runNow(one)}>{words.run}</Menu.Item>
                          <Menu.Item disabled={mayNot !== null} leftSection={one.enabled ? <IconPlayerPause {...icon} /> : <IconPlayerPlay {...icon} />} onClick={() => enable(one, !one.enabled)}>{one.enabled ? words.pause : words.resume}</Menu.Item>
                          <Menu.Item disabled={mayNot !== null} leftSection={<IconTrash {...icon} />} onClick={() => remove(one)}>{words.remove}</Menu.Item>
                        </Menu.Dropdown>
                      </Menu>
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
      <ScheduleDialog opened={adding} planId={planId} allowed={allowed} onClose={() => setAdding(false)} />
    </>
  );
}

/** Days of the week, the week beginning on Monday. */
function daysText(weekdays: readonly number[], words: Catalogue['data']['schedules']): string {
  if (weekdays.length === 7) return words.everyDay;
  return weekdays.toSorted((a, b) => ((a + 6) % 7) - ((b + 6) % 7)).map((day) => words.short[day]).join(' ');
}
