import { Button, Loader, Progress } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, Redirect } from 'wouter';
import { routes } from '../../routes.ts';
import { queries, queryClient } from '../../server/queries.ts';
import { useJob } from '../../server/useJob.ts';
import { told } from '../../text/told.ts';
import { useText } from '../../text/useText.ts';
import { Failure } from '../../ui/Failure.tsx';
import { Message } from '../../ui/Message.tsx';
import { Opening } from '../../ui/Opening.tsx';

/** A plan's own address: its main scenario, or how far its making is, or why it could not be made. */
export function PlanGate({ planId }: { planId: string }): React.ReactNode {
  const t = useText();
  const plan = useQuery({ ...queries.plan(planId), refetchInterval: (query) => (query.state.data?.status === 'building' ? 1500 : false) });
  const { progress } = useJob(plan.data?.status === 'building' ? (plan.data.job?.id ?? null) : null, () => {
    void queryClient.invalidateQueries({ queryKey: ['plan', planId] });
    void queryClient.invalidateQueries({ queryKey: ['plans'] });
  });
  if (plan.isError) return <Failure error={plan.error} retry={() => void plan.refetch()} />;
  if (!plan.data) return <Opening />;
  const { status, scenarioId, name, job, datasetId } = plan.data;
  if (status === 'ready' && scenarioId) return <Redirect to={`${routes.scenario(planId, scenarioId)}${window.location.search}`} replace />;
  if (status === 'failed') {
    return (
      <Message icon={<IconAlertCircle size={22} stroke={1.6} />} tone="danger" title={t.plans.building.failed(name)} why={job?.error ? told(job.error.message) : undefined}>
        {datasetId ? <Button component={Link} href={routes.importOf(datasetId)} variant="filled">{t.plans.building.backToFile}</Button> : null}
        <Button component={Link} href={routes.plans}>{t.shell.notFound.action}</Button>
      </Message>
    );
  }
  return (
    <Message icon={<Loader size={22} color="var(--hx-accent)" />} title={t.plans.building.title(name)} why={t.plans.building.why}>
      <div style={{ width: 280 }} role="status">
        <Progress value={(progress?.done ?? 0) * 100} aria-label={t.plans.building.title(name)} size={6} />
        <p style={{ margin: '8px 0 0', color: 'var(--hx-text-3)', fontSize: 12, minHeight: 16 }}>{progress ? t.plans.preparing.phase(progress.phase) : ''}</p>
      </div>
    </Message>
  );
}
