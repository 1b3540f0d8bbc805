import { NumberInput, Select } from '@mantine/core';
import type { BudgetLimit, DesignCheck } from '@hexalign/api/contract';
import type { EditorState } from '../../editor/EditorState.ts';
import { formatCount, formatMeasure, formatShare } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { leftShare } from '../budgets/useBudget.ts';
import inspector from '../scenarios/Inspector.module.css';
import styles from './DesignPanel.module.css';
import type { DesignForm } from './designForm.ts';

/** Locks and holds that are named one by one. */
const NAMED = 12;

/** What every plan has to keep: pieces, locks, holds, tolerances, and how much may change hands. */
export function MustsSection({ form, state, drawn, check, measures, left, onChange }: { form: DesignForm; state: EditorState; drawn: boolean; check: DesignCheck | null; measures: readonly { readonly key: string; readonly unit: string }[]; /** What a design keeps to without a budget of its own. */ left: BudgetLimit | null; onChange(part: Partial<DesignForm>): void }): React.ReactNode {
  const t = useText().designing.musts;
  const locked = [...state.locks].filter((slot) => !form.lift.locks?.includes(slot)).map((slot) => t.locked(state.territories[slot]?.name ?? ''));
  const held = [...state.holds].filter(([subject]) => !form.lift.holds?.includes(subject)).map(([subject, { reason }]) => (subject.startsWith('account ') ? t.heldAccount(subject.slice('account '.length), reason) : t.heldUnit(reason)));
  const all = [...locked, ...held];
  const lifted = Object.values(form.lift).reduce((sum, list) => sum + list.length, 0);
  const unit = measures.find(({ key }) => key === form.budgetOf)?.unit;
  const amount = (value: number): string => (unit === undefined ? formatCount(Math.floor(value)) : formatMeasure(value, unit));
  return (
    <section className={inspector.section}>
      <h3>{t.title}</h3>
      <p className={styles.must}>{t.onePiece}</p>
      {all.length === 0 ? <p className={styles.must}>{t.none}</p> : (
        <details className={styles.list}>
          <summary>{check ? t.inForce(check.locks, check.holds) : t.list}</summary>
          <ul>{all.slice(0, NAMED).map((one, i) => <li key={i}>{one}</li>)}{all.length > NAMED ? <li>{t.more(all.length - NAMED)}</li> : null}</ul>
        </details>
      )}
      {lifted > 0 ? <p className={styles.must}>{t.lifted(lifted)} <button type="button" className={inspector.link} onClick={() => onChange({ lift: {} })}>{t.takeBack}</button></p> : null}
      <div className={styles.pair}>
        {state.goals.map(({ measure }) => (
          <NumberInput key={measure} size="xs" label={t.tolerance(measure)} suffix="%" min={0} max={100} step={1} decimalScale={1} value={form.tolerance[measure] ?? ''} onChange={(value) => onChange({ tolerance: { ...form.tolerance, [measure]: value } })} />
        ))}
      </div>
      {drawn ? (
        <>
          <div className={styles.pair}>
            <NumberInput size="xs" label={t.budget} placeholder={left === null ? t.noBudget : formatShare(leftShare(left))} suffix="%" min={0} max={100} step={1} decimalScale={1} value={form.budget} onChange={(budget) => onChange({ budget })} />
            <Select size="xs" label={t.budgetOf} allowDeselect={false} value={form.budgetOf} onChange={(what) => onChange({ budgetOf: what ?? 'accounts' })} data={[{ value: 'accounts', label: t.whats.accounts }, { value: 'units', label: t.whats.units }, ...measures.map(({ key }) => ({ value: key, label: key }))]} />
          </div>
          {check?.budget ? <p className={`num ${styles.description}`}>{t.budgetMeans(amount(check.budget.max), amount(check.budget.of), check.budget.what === 'accounts' || check.budget.what === 'units' ? t.whats[check.budget.what] : check.budget.what)}</p> : null}
        </>
      ) : null}
    </section>
  );
}
