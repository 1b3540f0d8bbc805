import { Button, NativeSelect, NumberInput, SegmentedControl } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import type { EditorState } from '../../editor/EditorState.ts';
import { useEditor } from '../../editor/useEditor.ts';
import { formatShare } from '../../text/format.ts';
import { today } from '../../text/days.ts';
import { useText } from '../../text/useText.ts';
import { Refusal } from '../../ui/Refusal.tsx';
import { useMayNot } from '../auth/useMayNot.ts';
import { useStaff } from '../people/useStaff.ts';
import { BudgetLeft } from '../budgets/BudgetLeft.tsx';
import { leftShare, tightest, useBudget, whatName } from '../budgets/useBudget.ts';
import inspector from '../scenarios/Inspector.module.css';
import { PanelHead } from '../scenarios/PanelHead.tsx';
import type { Preview } from '../versions/usePreview.ts';
import { GridSection } from './GridSection.tsx';
import { PlaybookFields } from './PlaybookFields.tsx';
import { ProposedCard } from './ProposedCard.tsx';
import { TakeSection } from './TakeSection.tsx';
import { useWhatIf } from './useWhatIf.ts';
import styles from './WhatIf.module.css';
import { firstForm, KINDS, questionOf, type Kind, type WhatIfForm } from './whatIfForm.ts';

const whole = (state: EditorState): EditorState => state;

interface Props {
  readonly editor: Editor;
  readonly planId: string;
  readonly scenarioId: string;
  /** Slot of the territory at hand; -1 for none. */
  readonly selected: number;
  readonly preview: Preview;
  /** The place that was clicked last. */
  readonly clicked: { readonly lng: number; readonly lat: number } | null;
  visible(): readonly [number, number, number, number] | null;
  onZoom(slots: readonly number[]): void;
  onClose(): void;
}

/** What if: what happens is said, the least that puts the plan right is shown on the map with everything before and after, and then taken. */
export function WhatIfPanel({ editor, planId, scenarioId, selected, preview, clicked, visible, onZoom, onClose }: Props): React.ReactNode {
  const text = useText();
  const t = text.whatif;
  const state = useEditor(editor, whole);
  const { territories, goals } = state;
  const measures = useMemo(() => editor.measures.map(({ key }) => key), [editor]);
  const atHand = territories[selected]?.level === 0 ? selected : -1;
  const [form, setForm] = useState<WhatIfForm>(() => firstForm(atHand, territories.filter((territory) => territory?.level === 0).length, ''));
  const [mode, setMode] = useState<'one' | 'grid'>('one');
  const whatIf = useWhatIf(planId, scenarioId, editor, preview);
  const { drop } = whatIf;
  const mayNot = useMayNot()('scenario.write');
  const { staff } = useStaff(planId);
  const owners = useMemo(() => {
    const day = today();
    const now = staff?.covers.filter(({ role, from, to }) => role === 'owner' && from <= day && (to === null || to >= day)) ?? [];
    return [...new Map(now.map(({ person, name }) => [person, { value: person, label: name ?? person }])).values()];
  }, [staff]);
  const change = (part: Partial<WhatIfForm>): void => {
    setForm((before) => ({ ...before, ...part }));
    // What was proposed answers another question.
    if (whatIf.proposal || whatIf.error) drop();
  };
  useEffect(() => {
    if (clicked) setForm((before) => (before.kind === 'hire' ? { ...before, lng: clicked.lng, lat: clicked.lat } : before));
  }, [clicked]);
  const tolerance = goals.reduce((most, goal) => Math.max(most, goal.tolerance), 0);
  const gauge = useBudget(scenarioId, state.seq);
  const limit = gauge?.enforced ? tightest(gauge.limits) : null;
  const left = limit === null ? null : { what: limit.what, share: leftShare(limit) };
  const question = questionOf(form, measures[0] ?? '', form.ground === 'area' ? visible() : null, left);
  const counted = left === null ? (measures[0] ?? '') : whatName(left.what, text.budgets.accounts);
  const unsaved = state.save.kind !== 'saved';
  return (
    <aside className={inspector.panel} aria-label={t.title}>
      <PanelHead title={t.title} onClose={onClose} />
      <div className={inspector.body}>
        <div className={styles.mode}><SegmentedControl fullWidth size="xs" aria-label={t.mode} value={mode} onChange={(next) => { drop(); setMode(next as 'one' | 'grid'); }} data={[{ value: 'one', label: t.one }, { value: 'grid', label: t.grid }]} /></div>
        {mode === 'grid' ? <GridSection planId={planId} scenarioId={scenarioId} now={territories.filter((territory) => territory?.level === 0).length} tolerance={tolerance} measure={measures[0] ?? ''} mayNot={mayNot} preview={preview} /> : null}
        {mode === 'grid' ? null : <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            if (question && mayNot === null && !unsaved && !whatIf.working) whatIf.propose(question);
          }}
        >
          <NativeSelect label={t.what} value={form.kind} onChange={(event) => change({ kind: event.currentTarget.value as Kind, slots: atHand >= 0 ? [atHand] : [] })} data={KINDS.map((value) => ({ value, label: t.kinds[value] }))} description={t.why[form.kind]} />
          <PlaybookFields form={form} onChange={change} territories={territories} measures={measures} owners={owners} />
          <details className={styles.limits} open={left === null ? undefined : true}>
            <summary>{t.limits}</summary>
            <NumberInput label={t.tolerance} description={t.toleranceHint(formatShare(tolerance))} value={form.tolerance} min={0} max={100} decimalScale={2} onChange={(value) => change({ tolerance: typeof value === 'number' ? value : '' })} />
            <NumberInput label={t.budget} description={left === null ? t.budgetHint(counted) : t.budgetHintLeft(counted)} value={form.budget ?? (left === null ? '' : Math.round(left.share * 1e4) / 100)} min={0} max={100} decimalScale={2} onChange={(value) => change({ budget: typeof value === 'number' ? value : '' })} />
          </details>
          <BudgetLeft gauge={gauge} of="whatIf" />
          {mayNot === null ? null : <p className={styles.hint}>{mayNot}</p>}
          <Button type="submit" variant="filled" fullWidth loading={whatIf.working} disabled={question === null || mayNot !== null || unsaved}>{t.propose}</Button>
        </form>}
        <div aria-live="polite">
          {whatIf.error === null ? null : <div className={styles.form}><Refusal error={whatIf.error} /></div>}
          {whatIf.proposal ? (
            <>
              <ProposedCard proposal={whatIf.proposal} state={state} onZoom={onZoom} />
              <TakeSection whatIf={whatIf} proposal={whatIf.proposal} frozen={editor.frozen ? text.whatif.frozen : null} />
            </>
          ) : null}
        </div>
      </div>
    </aside>
  );
}
