import { Button, Loader, Progress } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { endpoints } from '@hexalign/api/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { routes } from '../../routes.ts';
import { call } from '../../server/call.ts';
import { queries, queryClient } from '../../server/queries.ts';
import { useJob } from '../../server/useJob.ts';
import { told } from '../../text/told.ts';
import { useText } from '../../text/useText.ts';
import { Message } from '../../ui/Message.tsx';

/** The first minute of a new server: the demo is being made. Turns into the demo by itself. */
export function DemoPreparing({ state, planId }: { state: string; planId: string | null }): React.ReactNode {
  const t = useText().plans.preparing;
  const plan = useQuery({ ...queries.plan(planId ?? ''), enabled: planId !== null, refetchInterval: 2000 });
  const { progress } = useJob(plan.data?.job?.id ?? null);
  const again = useMutation({
    mutationFn: () => call(endpoints.createDemo),
    onSettled: () => queryClient.invalidateQueries(),
  });
  const start = <Button component={Link} href={routes.import}>{t.meanwhile}</Button>;
  if (state === 'failed') {
    return (
      <Message icon={<IconAlertCircle size={22} stroke={1.6} />} tone="danger" title={t.failed} why={t.failedWhy} detail={plan.data?.job?.error ? told(plan.data.job.error.message) : undefined}>
        <Button variant="filled" loading={again.isPending} onClick={() => again.mutate()}>{t.retry}</Button>
        {start}
      </Message>
    );
  }
  return (
    <Message icon={<Loader size={22} color="var(--hx-accent)" />} title={t.title} why={t.why}>
      <div style={{ width: 280 }} role="status">
        <Progress value={(progress?.done ?? 0) * 100} aria-label={t.title} size={6} />
        <p style={{ margin: '8px 0 16px', color: 'var(--hx-text-3)', fontSize: 12, minHeight: 16 }}>{progress ? t.phase(progress.phase) : ''}</p>
        {start}
      </div>
    </Message>
  );
}
