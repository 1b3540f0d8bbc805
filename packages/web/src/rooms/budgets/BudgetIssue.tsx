import { Button } from '@mantine/core';
import type { BudgetRequest } from '@hexalign/api/contract';
import { useLocation } from 'wouter';
import { routes } from '../../routes.ts';
import { useText } from '../../text/useText.ts';
import styles from './Budgets.module.css';
import { RequestCard } from './RequestCard.tsx';

/** A request as it stands among what needs attention. */
export function BudgetIssue({ request, planId, scenarioId }: { request: BudgetRequest; planId: string; scenarioId: string }): React.ReactNode {
  const t = useText().budgets;
  const [, go] = useLocation();
  return (
    <>
      <RequestCard request={request} />
      {request.scenario.id === scenarioId ? null : <div className={styles.actions}><Button onClick={() => go(routes.scenario(planId, request.scenario.id))}>{t.open}</Button></div>}
    </>
  );
}
