import { ActionIcon, Button, SegmentedControl, Tooltip } from '@mantine/core';
import { IconArchive, IconDatabase, IconDownload, IconMap2, IconPlus, IconTrash } from '@tabler/icons-react';
import { endpoints, type PlanSummary } from '@hexalign/api/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { routes } from '../../routes.ts';
import { call } from '../../server/call.ts';
import { queries, queryClient, type PlanState } from '../../server/queries.ts';
import { useText } from '../../text/useText.ts';
import { downloadCsv } from '../../ui/downloadCsv.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Failure } from '../../ui/Failure.tsx';
import { Reasoned } from '../../ui/Reasoned.tsx';
import { SchemeToggle } from '../../ui/SchemeToggle.tsx';
import { TopBar } from '../../ui/TopBar.tsx';
import { useMayNot } from '../auth/useMayNot.ts';
import { WaitingHere } from '../offline/WaitingHere.tsx';
import { PlanTable } from './PlanTable.tsx';
import styles from './PlansPage.module.css';

const STATES: PlanState[] = ['active', 'archived', 'deleted'];

/** Home: every plan, and the two ways to a new one. */
export function PlansPage(): React.ReactNode {
  const t = useText();
  const [state, setState] = useState<PlanState>('active');
  const [, go] = useLocation();
  const mayNot = useMayNot()('plan.write');
  const mayNotSee = useMayNot()('import.read');
  const workspace = useQuery(queries.workspace());
  const plans = useQuery(queries.plans(state));
  const demo = useMutation({
    mutationFn: () => call(endpoints.createDemo),
    onSuccess: ({ plan }) => {
      void queryClient.invalidateQueries();
      go(routes.plan(plan.id));
    },
  });
  if (plans.isError) return <Failure error={plans.error} retry={() => void plans.refetch()} />;
  const list = plans.data?.plans ?? [];
  const save = (): void => downloadCsv(t.plans.downloadName(state), listRows(list, t.plans.columns));
  const icons = { active: IconMap2, archived: IconArchive, deleted: IconTrash };
  const Icon = icons[state];
  return (
    <div className={styles.page}>
      <TopBar>
        <span className={styles.product}>{workspace.data?.name ?? t.shell.product}</span>
        <span className={styles.space} />
        {mayNotSee === null ? <Button component={Link} href={routes.data()} leftSection={<IconDatabase size={16} stroke={1.6} />}>{t.data.title}</Button> : null}
        <SchemeToggle />
      </TopBar>
      <main className={styles.main}>
        <div className={styles.head}>
          <h1 className={styles.title}>{t.plans.title}</h1>
          <SegmentedControl aria-label={t.plans.title} value={state} onChange={(value) => setState(value as PlanState)} data={STATES.map((value) => ({ value, label: t.plans.states[value] }))} />
          <span className={styles.space} />
          {list.length > 0 ? (
            <Tooltip label={t.plans.download}>
              <ActionIcon aria-label={t.plans.download} onClick={save}><IconDownload size={16} stroke={1.6} /></ActionIcon>
            </Tooltip>
          ) : null}
          {workspace.data?.demo.state === 'removed' && mayNot === null ? <Button loading={demo.isPending} onClick={() => demo.mutate()}>{t.plans.demoBack}</Button> : null}
          {mayNot === null ? (
            <Button component={Link} href={routes.import} variant="filled" leftSection={<IconPlus size={16} stroke={1.6} />}>{t.plans.start}</Button>
          ) : (
            <Reasoned why={mayNot}><Button variant="filled" data-disabled aria-disabled leftSection={<IconPlus size={16} stroke={1.6} />}>{t.plans.start}</Button></Reasoned>
          )}
        </div>
        <WaitingHere plans={list} />
        {plans.data && list.length === 0 ? (
          <EmptyState icon={<Icon size={22} stroke={1.6} />} title={t.plans.empty[state].title} why={t.plans.empty[state].why}>
            {state === 'active' && mayNot === null ? <Button component={Link} href={routes.import} variant="filled">{t.plans.start}</Button> : null}
          </EmptyState>
        ) : (
          <PlanTable plans={list} state={state} loading={plans.isPending} />
        )}
        <p className={styles.hint}>{mayNot ?? t.plans.startHint}</p>
      </main>
    </div>
  );
}

function listRows(plans: readonly PlanSummary[], columns: Record<string, string>): (string | number)[][] {
  return [
    [columns.name, columns.territories, columns.accounts, columns.verdict, columns.changed],
    ...plans.map((plan) => [plan.name, plan.territories, plan.accounts, plan.worstDeviation ?? '', plan.updatedAt]),
  ];
}
