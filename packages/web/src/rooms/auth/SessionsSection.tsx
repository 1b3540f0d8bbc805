import { Button } from '@mantine/core';
import { endpoints } from '@hexalign/api/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { call } from '../../server/call.ts';
import { problemText } from '../../server/problemText.ts';
import { queries, queryClient } from '../../server/queries.ts';
import { formatMoment } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { useToast } from '../../ui/toast.ts';
import { browserName } from './browserName.ts';
import styles from './Settings.module.css';

/** Where one is signed in, each to be signed out from here. */
export function SessionsSection(): React.ReactNode {
  const t = useText().auth.account;
  const toast = useToast();
  const sessions = useQuery(queries.sessions());
  const end = useMutation({
    mutationFn: (sessionId: string | null) => (sessionId === null ? call(endpoints.endOtherSessions) : call(endpoints.endSession, { params: { sessionId } })),
    onSuccess: () => toast({ text: t.ended }),
    onError: (error) => toast({ text: problemText(error), tone: 'danger' }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['sessions'] }),
  });
  const list = sessions.data?.sessions ?? [];
  return (
    <section className={styles.section}>
      <h2>{t.sessionsTitle}</h2>
      <table className={styles.table} aria-busy={sessions.isPending}>
        <thead>
          <tr>
            <th scope="col">{t.sessionColumns.place}</th>
            <th scope="col">{t.sessionColumns.address}</th>
            <th scope="col">{t.sessionColumns.seen}</th>
            <th aria-hidden="true" />
          </tr>
        </thead>
        <tbody>
          {list.map(({ id, agent, address, seenAt, current }) => (
            <tr key={id}>
              <td title={agent}>{browserName(agent) ?? t.unknownAgent}{current ? <span className={styles.small}>{t.thisOne}</span> : null}</td>
              <td>{address}</td>
              <td>{formatMoment(Date.parse(seenAt))}</td>
              <td className={styles.figure}>{current ? null : <Button size="compact-xs" aria-label={t.endOf(browserName(agent) ?? t.unknownAgent)} onClick={() => end.mutate(id)}>{t.end}</Button>}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {list.length > 1 ? <Button mt="sm" onClick={() => end.mutate(null)}>{t.endOthers}</Button> : null}
    </section>
  );
}
