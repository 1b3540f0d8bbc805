import { Loader } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleDashed, IconAlertCircle } from '@tabler/icons-react';
import type { PlanSummary } from '@hexalign/api/contract';
import { Link } from 'wouter';
import { routes } from '../../routes.ts';
import type { PlanState } from '../../server/queries.ts';
import { formatCount, formatMoment, formatShare } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { useMayNot } from '../auth/useMayNot.ts';
import { PlanMenu } from './PlanMenu.tsx';
import styles from './PlansPage.module.css';

/** The list of plans as a table; a name opens its plan. */
export function PlanTable({ plans, state, loading }: { plans: readonly PlanSummary[]; state: PlanState; loading: boolean }): React.ReactNode {
  const t = useText().plans;
  const mayNot = useMayNot()('plan.write');
  return (
    <table className={styles.table} aria-busy={loading}>
      <thead>
        <tr>
          <th scope="col">{t.columns.name}</th>
          <th scope="col" className={styles.figure}>{t.columns.territories}</th>
          <th scope="col" className={styles.figure}>{t.columns.accounts}</th>
          <th scope="col">{t.columns.verdict}</th>
          <th scope="col" className={styles.figure}>{t.columns.changed}</th>
          <th aria-hidden="true" />
        </tr>
      </thead>
      <tbody>
        {plans.map((plan) => (
          <tr key={plan.id}>
            <td>
              {state === 'deleted' ? <span className={styles.name}>{plan.name}</span> : <Link href={routes.plan(plan.id)} className={styles.name}>{plan.name}</Link>}
              {plan.demo ? <span className={styles.chip}>{t.demo}</span> : null}
            </td>
            <td className={styles.figure}>{plan.territories}</td>
            <td className={styles.figure}>{formatCount(plan.accounts)}</td>
            <td><Verdict plan={plan} /></td>
            <td className={styles.figure}>{formatMoment(Date.parse(plan.updatedAt))}</td>
            <td className={styles.figure}>{mayNot === null ? <PlanMenu plan={plan} state={state} /> : null}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Verdict({ plan }: { plan: PlanSummary }): React.ReactNode {
  const t = useText().plans.verdict;
  if (plan.status === 'building') return <span className={styles.verdict}><Loader size={14} color="var(--hx-accent)" />{t.building}</span>;
  if (plan.status === 'failed') return <span className={styles.verdict}><IconAlertCircle size={14} stroke={1.6} className={styles.bad} />{t.failed}</span>;
  if (plan.feasible === null) return <span className={styles.verdict}><IconCircleDashed size={14} stroke={1.6} />{t.empty}</span>;
  const worst = formatShare(plan.worstDeviation ?? 0);
  const unassigned = plan.unassignedUnits > 0 ? ` · ${t.unassigned(plan.unassignedUnits)}` : '';
  return plan.feasible ? (
    <span className={styles.verdict}><IconCircleCheck size={14} stroke={1.6} className={styles.good} />{t.feasible(worst)}{unassigned}</span>
  ) : (
    <span className={styles.verdict}><IconAlertTriangle size={14} stroke={1.6} className={styles.bad} />{t.outside(worst)}{unassigned}</span>
  );
}
