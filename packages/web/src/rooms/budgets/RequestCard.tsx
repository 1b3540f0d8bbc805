import { Button, Textarea } from '@mantine/core';
import { endpoints, type BudgetRequest } from '@hexalign/api/contract';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../server/call.ts';
import { queryClient } from '../../server/queries.ts';
import { formatMoment } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { Reasoned } from '../../ui/Reasoned.tsx';
import { Refusal } from '../../ui/Refusal.tsx';
import { useToast } from '../../ui/toast.ts';
import { useMayNot } from '../auth/useMayNot.ts';
import { INBOX_KEY } from '../health/useInbox.ts';
import styles from './Budgets.module.css';
import { BUDGET_KEY, sharesTold, whatName } from './useBudget.ts';

/** A wish to go beyond the change budget with what became of it; whoever approves grants or declines it here, with a reason. */
export function RequestCard({ request }: { request: BudgetRequest }): React.ReactNode {
  const t = useText().budgets;
  const toast = useToast();
  const mayNot = useMayNot()('scenario.approve');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const decide = useMutation({
    mutationFn: (grant: boolean) => call(endpoints.decideBudget, { params: { scenarioId: request.scenario.id, requestId: request.id }, body: { grant, reason: reason.trim() } }),
    onSuccess: ({ fault }, grant) => {
      toast(fault === null ? { text: t.did[grant ? 'grant' : 'decline'] } : { text: t.did.unfit, tone: 'warning' });
      for (const key of [BUDGET_KEY, INBOX_KEY]) void queryClient.invalidateQueries({ queryKey: [key] });
    },
  });
  const say = (grant: boolean): void => {
    setTried(true);
    if (mayNot === null && reason.trim() !== '' && !decide.isPending) decide.mutate(grant);
  };
  const { decision, change, fault, applied, state } = request;
  return (
    <div>
      <p>{t.said(request.by.name, formatMoment(Date.parse(request.at)), request.reason)}</p>
      {request.wanted.map(({ what, used, allowed }) => (used > allowed ? <p key={what}>{t.wants(...sharesTold(used, allowed), whatName(what, t.accounts))}</p> : null))}
      {state === 'open' ? <p className={styles.dim}>{change === null ? '' : `${t.change(change.units)} `}{t.asked(request.approver.name)}</p> : null}
      {decision === null ? null : <p>{t.answer(t.state[state], decision.by.name, decision.reason)}</p>}
      {applied === null ? null : <p className={styles.dim}>{t.applied}</p>}
      {fault === null ? null : <p className={styles.over}>{t.fault(fault)}</p>}
      {state === 'open' ? (
        <>
          {mayNot === null ? <Textarea label={t.decideReason} value={reason} maxLength={400} autosize minRows={1} error={tried && reason.trim() === '' ? t.needReason : null} onChange={(event) => setReason(event.currentTarget.value)} /> : null}
          {decide.error ? <Refusal error={decide.error} /> : null}
          <div className={styles.actions}>
            <Reasoned why={mayNot}><Button aria-disabled={mayNot !== null} data-disabled={mayNot !== null || undefined} disabled={decide.isPending} onClick={() => say(false)}>{t.decline}</Button></Reasoned>
            <Reasoned why={mayNot}><Button variant="filled" aria-disabled={mayNot !== null} data-disabled={mayNot !== null || undefined} disabled={decide.isPending} onClick={() => say(true)}>{t.grant}</Button></Reasoned>
          </div>
        </>
      ) : null}
    </div>
  );
}
