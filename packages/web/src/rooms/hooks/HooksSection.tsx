import { Button, MultiSelect, TextInput } from '@mantine/core';
import { endpoints, HookEvent } from '@hexalign/api/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../server/call.ts';
import { problemText } from '../../server/problemText.ts';
import { queries, queryClient } from '../../server/queries.ts';
import { useSingleFlight } from '../../server/useSingleFlight.ts';
import { useText } from '../../text/useText.ts';
import { useToast } from '../../ui/toast.ts';
import styles from '../auth/Settings.module.css';
import { HookRow } from './HookRow.tsx';

/** Webhooks of the organisation: made here, their secret shown once, tried, let rest and removed here, with what came of them. */
export function HooksSection(): React.ReactNode {
  const t = useText().hooks;
  const toast = useToast();
  const hooks = useQuery(queries.hooks());
  const [name, setName] = useState('');
  const [url, setUrl] = useState('');
  const [events, setEvents] = useState<HookEvent[]>([...HookEvent.options]);
  const refresh = (): Promise<void> => queryClient.invalidateQueries({ queryKey: ['hooks'] });
  const makeOnce = useSingleFlight(() => call(endpoints.createHook, { body: { name, url, events } }));
  const make = useMutation({
    mutationFn: makeOnce,
    onSuccess: () => {
      setName('');
      setUrl('');
      return refresh();
    },
  });
  const act = useMutation({
    mutationFn: (work: () => Promise<string | null>) => work(),
    onSuccess: (said) => { if (said !== null) toast({ text: said }); },
    onError: (error) => toast({ text: problemText(error), tone: 'danger' }),
    onSettled: refresh,
  });
  const list = hooks.data?.hooks ?? [];
  const allowed = hooks.data?.allowed ?? [];
  return (
    <section className={styles.section}>
      <h2>{t.title}</h2>
      <p className={styles.why}>{t.why}</p>
      {list.length === 0 ? <p className={styles.why}>{t.none}</p> : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t.columns.name}</th>
              <th scope="col">{t.columns.events}</th>
              <th scope="col">{t.columns.latest}</th>
              <th aria-hidden="true" />
            </tr>
          </thead>
          <tbody>{list.map((hook) => <HookRow key={hook.id} hook={hook} act={act.mutate} />)}</tbody>
        </table>
      )}
      {hooks.data === undefined ? null : <p className={styles.why}>{allowed.length === 0 ? t.noHosts : t.hosts(allowed.join(', '))}</p>}
      {allowed.length === 0 ? null : (
        <form
          className={styles.fields}
          onSubmit={(event) => {
            event.preventDefault();
            make.mutate();
          }}
        >
          <TextInput className={styles.field} label={t.name} required withAsterisk={false} maxLength={120} value={name} onChange={(event) => setName(event.currentTarget.value)} />
          <TextInput className={styles.field} label={t.url} type="url" placeholder="https://" required withAsterisk={false} maxLength={2000} value={url} onChange={(event) => setUrl(event.currentTarget.value)} />
          <MultiSelect label={t.tell} data={HookEvent.options.map((value) => ({ value, label: t.events[value] }))} value={events} onChange={(values) => setEvents(values as HookEvent[])} />
          <Button type="submit" loading={make.isPending} disabled={events.length === 0}>{t.make}</Button>
        </form>
      )}
      {make.isError ? <p className={styles.problem} role="alert">{problemText(make.error)}</p> : null}
      {make.data ? <div role="status"><p className={styles.why}>{t.made}</p><code className={styles.secret}>{make.data.secret}</code></div> : null}
    </section>
  );
}
