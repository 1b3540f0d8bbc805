import { Button, NativeSelect, NumberInput } from '@mantine/core';
import { endpoints, type BudgetRule, type PlanBudget } from '@hexalign/api/contract';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../server/call.ts';
import { queryClient } from '../../server/queries.ts';
import { useText } from '../../text/useText.ts';
import { Refusal } from '../../ui/Refusal.tsx';
import { useToast } from '../../ui/toast.ts';
import styles from './Budgets.module.css';
import { BUDGET_KEY } from './useBudget.ts';

const percent = (share: number | undefined | null): number | string => (share === undefined || share === null ? '' : Math.round(share * 1e5) / 1e3);

/** The change budget of the plan, for whoever may set it. */
export function RuleForm({ planId, budget: { rule, measures } }: { planId: string; budget: PlanBudget }): React.ReactNode {
  const t = useText().budgets;
  const toast = useToast();
  const [accounts, setAccounts] = useState<number | string>(percent(rule === null ? 0.05 : rule.accounts));
  const [value, setValue] = useState<number | string>(percent(rule?.value?.share));
  const [measure, setMeasure] = useState(rule?.value?.measure ?? measures[0]?.key ?? '');
  const [against, setAgainst] = useState<BudgetRule['against']>(rule?.against ?? 'periodStart');
  const [period, setPeriod] = useState<BudgetRule['period']>(rule?.period ?? 'year');
  const set = useMutation({
    mutationFn: (next: BudgetRule | null) => call(endpoints.setBudget, { params: { planId }, body: { rule: next } }),
    onSuccess: (_, next) => {
      toast({ text: next === null ? t.removed : t.saved });
      void queryClient.invalidateQueries({ queryKey: [BUDGET_KEY] });
    },
  });
  const bad = (typed: number | string): boolean => typed !== '' && (!Number.isFinite(Number(typed)) || Number(typed) < 0 || Number(typed) > 100);
  const shareOf = (typed: number | string): number | null => (typed === '' ? null : Number(typed) / 100);
  const fits = !bad(accounts) && !bad(value) && (accounts !== '' || value !== '') && (value === '' || measure !== '');
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const share = shareOf(value);
        if (fits && !set.isPending) set.mutate({ accounts: shareOf(accounts), value: share === null ? null : { measure, share }, against, period });
      }}
    >
      <div className={styles.pair}>
        <NumberInput label={t.ruleAccounts} placeholder={t.noLimit} suffix="%" min={0} max={100} decimalScale={3} value={accounts} onChange={setAccounts} />
        <span />
        <NumberInput label={t.ruleValue} placeholder={t.noLimit} suffix="%" min={0} max={100} decimalScale={3} value={value} onChange={setValue} />
        <NativeSelect label={t.ruleMeasure} value={measure} onChange={(event) => setMeasure(event.currentTarget.value)} data={measures.map(({ key }) => key)} />
        <NativeSelect className={styles.across} label={t.ruleAgainst} value={against} onChange={(event) => setAgainst(event.currentTarget.value as BudgetRule['against'])} data={(['periodStart', 'inForce'] as const).map((one) => ({ value: one, label: t.againsts[one] }))} />
        {against === 'periodStart' ? <NativeSelect label={t.period} description={t.periodHint} inputWrapperOrder={['label', 'input', 'description', 'error']} value={period} onChange={(event) => setPeriod(event.currentTarget.value as BudgetRule['period'])} data={(['month', 'quarter', 'half', 'year'] as const).map((one) => ({ value: one, label: t.periods[one] }))} /> : null}
      </div>
      {set.error ? <Refusal error={set.error} /> : null}
      <div className={styles.actions}>
        <Button type="submit" variant="filled" disabled={!fits} loading={set.isPending}>{t.save}</Button>
        {rule === null ? null : <Button disabled={set.isPending} onClick={() => set.mutate(null)}>{t.remove}</Button>}
      </div>
    </form>
  );
}
