import { Button, Group, Modal } from '@mantine/core';
import { endpoints, type Activation } from '@hexalign/api/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../server/call.ts';
import { queries, queryClient } from '../../server/queries.ts';
import { useMay } from '../../server/useMay.ts';
import { dayBefore, formatDay } from '../../text/days.ts';
import { formatMoment } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { told } from '../../text/told.ts';
import { Refusal } from '../../ui/Refusal.tsx';
import { useToast } from '../../ui/toast.ts';
import inspector from '../scenarios/Inspector.module.css';
import type { Earlier } from '../versions/usePreview.ts';
import styles from './Timeline.module.css';

/** The timeline of a plan, latest first; what was taken back stays in it. */
export function ActivationList({ planId, onShow }: { planId: string; onShow(state: Earlier): void }): React.ReactNode {
  const text = useText();
  const t = text.timeline;
  const toast = useToast();
  const may = useMay();
  const timeline = useQuery(queries.timeline(planId));
  const [asked, setAsked] = useState<Activation | null>(null);
  const withdraw = useMutation({
    mutationFn: (activationId: string) => call(endpoints.withdrawActivation, { params: { planId, activationId } }),
    onSuccess: async () => {
      setAsked(null);
      toast({ text: t.withdrew });
      await Promise.all([queryClient.invalidateQueries({ queryKey: ['timeline'] }), queryClient.invalidateQueries({ queryKey: ['plan', planId] })]);
    },
  });
  const now = timeline.data?.today ?? '';
  const list = (timeline.data?.activations ?? []).toReversed();
  const when = ({ from, until }: Activation): string => (from > now ? t.toCome : until !== null && until <= now ? t.past : t.now);
  return (
    <section className={inspector.section}>
      <h3>{t.all}</h3>
      {timeline.error ? <Refusal error={timeline.error} /> : null}
      {timeline.data && list.length === 0 ? <p className={styles.none}>{t.none}</p> : null}
      <ul className={styles.list}>
        {list.map((activation) => {
          const { id, scenarioName, from, until, actor, at, note, withdrawn } = activation;
          return (
            <li key={id} className={styles.item} data-withdrawn={withdrawn ? 'yes' : undefined}>
              <span className={styles.head}><b>{scenarioName}</b>{withdrawn ? null : <span className={styles.when}>{when(activation)}</span>}</span>
              <span>{until === null || withdrawn ? t.since(formatDay(from)) : t.between(formatDay(from), formatDay(dayBefore(until)))}</span>
              <span className={styles.by}>{t.by(told(actor.name), formatMoment(Date.parse(at)))}</span>
              {note ? <span className={styles.by}>{note}</span> : null}
              {withdrawn ? (
                <span className={styles.by}>{t.withdrawn(told(withdrawn.actor.name), formatMoment(Date.parse(withdrawn.at)))}</span>
              ) : (
                <span className={styles.actions}>
                  <Button size="compact-sm" aria-label={`${t.show}: ${scenarioName}, ${formatDay(from)}`} onClick={() => onShow({ scenarioId: activation.scenarioId, seq: activation.seq, label: t.shown(scenarioName, formatDay(from)) })}>{t.show}</Button>
                  {may('timeline.write') ? <Button size="compact-sm" aria-label={`${t.withdraw}: ${scenarioName}, ${formatDay(from)}`} onClick={() => setAsked(activation)}>{t.withdraw}</Button> : null}
                </span>
              )}
            </li>
          );
        })}
      </ul>
      <Modal opened={asked !== null} onClose={() => setAsked(null)} title={t.withdrawTitle} size="sm" closeButtonProps={{ 'aria-label': text.shell.close }}>
        <p style={{ margin: 0, color: 'var(--hx-text-2)' }}>{asked ? t.withdrawWhy(formatDay(asked.from)) : ''}</p>
        {withdraw.error ? <Refusal error={withdraw.error} /> : null}
        <Group justify="flex-end" mt="md" gap="sm">
          <Button onClick={() => setAsked(null)}>{text.shell.cancel}</Button>
          <Button variant="filled" loading={withdraw.isPending} onClick={() => asked && withdraw.mutate(asked.id)}>{t.withdraw}</Button>
        </Group>
      </Modal>
    </section>
  );
}
