import { Button, Modal } from '@mantine/core';
import { endpoints, type BudgetGauge } from '@hexalign/api/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { call } from '../../server/call.ts';
import { queryClient } from '../../server/queries.ts';
import { formatDay } from '../../text/days.ts';
import { useMay } from '../../server/useMay.ts';
import { useText } from '../../text/useText.ts';
import { Refusal } from '../../ui/Refusal.tsx';
import styles from './Budgets.module.css';
import { LimitGauge } from './LimitGauge.tsx';
import { RequestCard } from './RequestCard.tsx';
import { RuleForm } from './RuleForm.tsx';
import { BUDGET_KEY } from './useBudget.ts';

interface Props {
  readonly planId: string;
  readonly scenarioId: string;
  readonly gauge: BudgetGauge;
  readonly frozen: boolean;
  /** A change that was refused and may still be asked for. */
  readonly refused: boolean;
  onAsk(change: boolean): void;
  onClose(): void;
}

/** The change budget of a scenario: what is used and left, who asked for more, and, for whoever may set it, the rule. */
export function BudgetDialog({ planId, scenarioId, gauge, frozen, refused, onAsk, onClose }: Props): React.ReactNode {
  const text = useText();
  const t = text.budgets;
  const may = useMay();
  const params = { scenarioId };
  const plan = useQuery({ queryKey: [BUDGET_KEY, 'plan', planId], queryFn: ({ signal }) => call(endpoints.readBudget, { params: { planId }, signal }) }).data;
  const requests = useQuery({ queryKey: [BUDGET_KEY, 'requests', scenarioId], queryFn: ({ signal }) => call(endpoints.listBudgetRequests, { params, signal }) }).data?.requests ?? [];
  const { base, limits, rule } = gauge;
  const scratch = limits.length > 0 && !gauge.enforced;
  const setScratch = useMutation({
    mutationFn: (on: boolean) => call(endpoints.patchScenario, { params, body: { scratch: on } }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: [BUDGET_KEY] }),
  });
  return (
    <Modal opened onClose={onClose} title={t.title} size="lg" closeButtonProps={{ 'aria-label': text.shell.close }}>
      {rule === null ? <p className={styles.dim}>{t.noRule}</p> : base === null ? <p className={styles.dim}>{t.nothing}</p> : (
        <>
          {limits.map((limit) => <LimitGauge key={limit.what} limit={limit} />)}
          <p className={styles.dim}>{rule.against === 'inForce' ? t.against(base.name) : t.againstPeriod(base.name, formatDay(base.since))} {scratch ? t.isScratch : t.isHeld}</p>
          {setScratch.error ? <Refusal error={setScratch.error} /> : null}
          {frozen ? null : (
            <div className={styles.actions}>
              {may('scenario.edit') ? <Button onClick={() => onAsk(false)}>{t.ask}</Button> : null}
              {may('scenario.write') ? <Button disabled={setScratch.isPending} onClick={() => setScratch.mutate(!scratch)}>{scratch ? t.fromScratch : t.toScratch}</Button> : null}
            </div>
          )}
          {refused ? <p className={styles.over} style={{ marginTop: 12 }}>{t.again} <Button size="compact-xs" onClick={() => onAsk(true)}>{t.askAgain}</Button></p> : null}
          <h3 className={styles.head}>{t.requests}</h3>
          {requests.length === 0 ? <p className={styles.dim}>{t.noRequests}</p> : <ul className={styles.requests}>{requests.map((request) => <li key={request.id}><RequestCard request={request} /></li>)}</ul>}
        </>
      )}
      {may('budget.write') && plan ? <><h3 className={styles.head}>{t.rule}</h3><RuleForm key={JSON.stringify(plan.rule)} planId={planId} budget={plan} /></> : null}
    </Modal>
  );
}
