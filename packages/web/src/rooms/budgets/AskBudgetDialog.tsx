import { Button, Group, Modal, NativeSelect, NumberInput, Textarea } from '@mantine/core';
import { endpoints, type BudgetGauge, type Edit, type GivenCause } from '@hexalign/api/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Over } from '../../editor/EditorState.ts';
import { call } from '../../server/call.ts';
import { queries, queryClient } from '../../server/queries.ts';
import { useText } from '../../text/useText.ts';
import { Refusal } from '../../ui/Refusal.tsx';
import { useToast } from '../../ui/toast.ts';
import styles from './Budgets.module.css';
import { BUDGET_KEY, sharesTold, tightest, whatName } from './useBudget.ts';

/** A change that went beyond the budget and was not made. */
export interface RefusedChange {
  readonly edits: readonly Edit[];
  readonly cause: GivenCause | undefined;
  readonly baseSeq: number;
  readonly over: readonly Over[];
}

interface Props {
  readonly scenarioId: string;
  readonly gauge: BudgetGauge;
  /** Null: only more room is asked for. */
  readonly change: RefusedChange | null;
  onClose(): void;
  /** `applied`: the change was made at once. */
  onAsked(applied: boolean): void;
}

/** Asks to go beyond the change budget: why, and who shall decide. Whoever may approve goes on at once, with a reason too. */
export function AskBudgetDialog({ scenarioId, gauge, change, onClose, onAsked }: Props): React.ReactNode {
  const text = useText();
  const t = text.budgets;
  const toast = useToast();
  const me = useQuery(queries.session()).data?.user?.id ?? null;
  const limit = tightest(gauge.limits);
  const { approvers } = gauge;
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [approver, setApprover] = useState(() => (approvers.find(({ id }) => id === me) ?? approvers[0])?.id ?? '');
  const most = limit === null ? 0 : limit.share + limit.granted;
  const [share, setShare] = useState<number | string>(() => (gauge.exceeded ? '' : Math.min(100, Math.ceil(1000 * most + 20) / 10)));
  const self = approver === me;
  const ask = useMutation({
    mutationFn: () => call(endpoints.askBudget, {
      params: { scenarioId },
      body: {
        baseSeq: change?.baseSeq ?? gauge.seq, reason: reason.trim(), approver,
        ...(change !== null ? { edits: [...change.edits], ...(change.cause ? { cause: change.cause } : {}) } : gauge.exceeded || limit === null ? {} : { to: [{ what: limit.what, share: Number(share) / 100 }] }),
      },
    }),
    onSuccess: (request) => {
      void queryClient.invalidateQueries({ queryKey: [BUDGET_KEY] });
      toast(request.fault !== null ? { text: t.did.unfit, tone: 'warning' } : { text: request.state !== 'granted' ? t.sent(request.approver.name) : request.change === null ? t.widened : t.made });
      onAsked(request.applied !== null);
    },
  });
  const badShare = change === null && !gauge.exceeded && (share === '' || Number(share) <= 100 * most || Number(share) > 100);
  return (
    <Modal opened onClose={onClose} title={change === null ? t.ask : t.askTitle} closeButtonProps={{ 'aria-label': text.shell.close }}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (reason.trim() !== '' && approver !== '' && !badShare && !ask.isPending) ask.mutate();
        }}
      >
        {change?.over.map(({ what, used, allowed }) => <p key={what}>{t.askLead(...sharesTold(used, allowed), whatName(what, t.accounts))}</p>)}
        <p className={styles.dim}>{change !== null ? t.askWaits : gauge.exceeded ? t.askRoom : ''}</p>
        {change === null && !gauge.exceeded && limit !== null ? <NumberInput label={t.share(whatName(limit.what, t.accounts))} suffix="%" min={0} max={100} decimalScale={1} value={share} onChange={setShare} mb="sm" /> : null}
        <Textarea label={t.reason} value={reason} maxLength={400} autosize minRows={2} data-autofocus required error={tried && reason.trim() === '' ? t.needReason : null} onChange={(event) => setReason(event.currentTarget.value)} />
        <NativeSelect label={t.approver} mt="sm" value={approver} onChange={(event) => setApprover(event.currentTarget.value)} data={approvers.map(({ id, name }) => ({ value: id, label: id === me ? t.you(name) : name }))} error={approvers.length === 0 ? t.noApprover : null} />
        {ask.error ? <Refusal error={ask.error} /> : null}
        <Group justify="flex-end" mt="md" gap="sm">
          <Button onClick={onClose}>{text.shell.cancel}</Button>
          <Button type="submit" variant="filled" disabled={approver === '' || badShare} loading={ask.isPending}>{self ? t.grantSelf : t.send}</Button>
        </Group>
      </form>
    </Modal>
  );
}
