import { Button, NativeSelect } from '@mantine/core';
import { IconArrowsExchange, IconChevronRight, IconPencil, IconPlus, IconTrash, IconUserOff } from '@tabler/icons-react';
import { endpoints, type Plan, type PublishTarget } from '@hexalign/api/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { routes } from '../../routes.ts';
import { call } from '../../server/call.ts';
import { problemText } from '../../server/problemText.ts';
import { queries, queryClient } from '../../server/queries.ts';
import { formatMoment } from '../../text/format.ts';
import { told } from '../../text/told.ts';
import { useText } from '../../text/useText.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Failure } from '../../ui/Failure.tsx';
import { Opening } from '../../ui/Opening.tsx';
import { Reasoned } from '../../ui/Reasoned.tsx';
import { SchemeToggle } from '../../ui/SchemeToggle.tsx';
import { useToast } from '../../ui/toast.ts';
import { TopBar } from '../../ui/TopBar.tsx';
import { useMayNot } from '../auth/useMayNot.ts';
import { usePeopleHidden } from '../blind/usePeopleHidden.ts';
import top from '../scenarios/WorkspaceTop.module.css';
import { DryRunForm } from './DryRunForm.tsx';
import { PublicationLog } from './PublicationLog.tsx';
import styles from './Publish.module.css';
import { publishQueries } from './publishQueries.ts';
import { TargetDialog } from './TargetDialog.tsx';

const icon = { size: 16, stroke: 1.6 };

/** Where a plan goes to customer systems: field maps, dry runs, and everything that was ever published. */
export function PublishPage({ planId }: { planId: string }): React.ReactNode {
  const text = useText();
  const t = text.publish;
  const plan = useQuery(queries.plan(planId));
  const hidden = usePeopleHidden().by !== null;
  // Who holds a position is not asked of a server that would not say it.
  const targets = useQuery({ ...publishQueries.targets(planId), enabled: plan.data !== undefined && !hidden });
  if (hidden) {
    return (
      <div className={styles.page}>
        <TopBar><span className={top.space} /><SchemeToggle /><Button component={Link} href={routes.plan(planId)}>{t.back}</Button></TopBar>
        <main className={styles.main}>
          <h1 className={styles.title}>{t.title}</h1>
          <p className={styles.lead}>{t.lead}</p>
          <EmptyState icon={<IconUserOff size={22} stroke={1.6} />} title={text.blind.publishing.title} why={text.blind.publishing.why} />
        </main>
      </div>
    );
  }
  const failed = [plan, targets].find(({ isError }) => isError);
  if (failed) return <Failure error={failed.error} retry={() => void failed.refetch()} />;
  if (!plan.data || !targets.data) return <Opening />;
  return (
    <div className={styles.page}>
      <TopBar>
        <Link href={routes.plans} className={top.crumb}>{text.shell.home}</Link>
        <IconChevronRight size={14} stroke={1.6} className={top.dim} aria-hidden />
        <Link href={routes.plan(planId)} className={top.crumb}>{plan.data.name}</Link>
        <IconChevronRight size={14} stroke={1.6} className={top.dim} aria-hidden />
        <span className={top.crumb}>{t.title}</span>
        <span className={top.space} />
        <SchemeToggle />
        <Button component={Link} href={routes.plan(planId)}>{t.back}</Button>
      </TopBar>
      <main className={styles.main}>
        <h1 className={styles.title}>{t.title}</h1>
        <p className={styles.lead}>{t.lead}</p>
        <Targets plan={plan.data} targets={targets.data.targets} />
        <PublicationLog planId={planId} />
      </main>
    </div>
  );
}

/** The field map that is worked with, and its dry run. */
function Targets({ plan, targets }: { plan: Plan; targets: readonly PublishTarget[] }): React.ReactNode {
  const t = useText().publish;
  const toast = useToast();
  const mayNot = useMayNot()('publish.check');
  const connections = useQuery(publishQueries.connections()).data?.connections ?? [];
  const [chosen, setChosen] = useState<string | null>(null);
  const [editing, setEditing] = useState<PublishTarget | 'new' | null>(null);
  const target = targets.find(({ id }) => id === chosen) ?? targets.at(0);
  const remove = useMutation({
    mutationFn: ({ id }: PublishTarget) => call(endpoints.deleteTarget, { params: { planId: plan.id, targetId: id } }),
    onSuccess: (_, { name }) => toast({ text: t.removedTarget(name) }),
    onError: (error) => toast({ text: problemText(error), tone: 'danger' }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['targets', plan.id] }),
  });
  const connection = connections.find(({ id }) => id === target?.connectionId);
  const add = (
    <Reasoned why={mayNot}>
      <Button variant={target === undefined ? 'filled' : 'default'} leftSection={<IconPlus {...icon} />} data-disabled={mayNot !== null || undefined} aria-disabled={mayNot !== null} onClick={() => { if (mayNot === null) setEditing('new'); }}>{t.newTarget}</Button>
    </Reasoned>
  );
  return (
    <>
      {target === undefined ? <EmptyState icon={<IconArrowsExchange size={22} stroke={1.6} />} {...t.noTargets}>{add}</EmptyState> : (
        <section className={styles.card} aria-label={t.editTarget}>
          <div className={styles.row}>
            <NativeSelect label={t.editTarget} value={target.id} data={targets.map(({ id, name }) => ({ value: id, label: name }))} onChange={(event) => setChosen(event.currentTarget.value)} w={260} />
            <p className={styles.about}>{t.crm[target.map.crm]}<span className={styles.small}>{target.connectionId === null ? t.filesOnly : t.through(connection?.name ?? '…')}{target.schedule === null ? '' : ` · ${t.clock[target.schedule.mode](target.schedule.at)}`}{target.schedule === null || target.lastRun === null ? '' : ` · ${t.lastRun[target.lastRun.outcome](formatMoment(Date.parse(target.lastRun.at)), told(target.lastRun.detail ?? ''))}`}</span></p>
            <span className={styles.space} />
            {mayNot === null ? (
              <>
                <Button leftSection={<IconPencil {...icon} />} aria-label={t.editTargetOf(target.name)} onClick={() => setEditing(target)}>{t.changeTarget}</Button>
                <Button leftSection={<IconTrash {...icon} />} aria-label={t.removeTargetOf(target.name)} loading={remove.isPending} onClick={() => remove.mutate(target)}>{t.removeTarget}</Button>
              </>
            ) : null}
            {add}
          </div>
          <DryRunForm key={target.id} plan={plan} target={target} mayNot={mayNot} />
        </section>
      )}
      <TargetDialog
        plan={plan} target={editing} onClose={() => setEditing(null)}
        onSaved={({ id }) => {
          setChosen(id);
          setEditing(null);
        }}
      />
    </>
  );
}
