import { Button, NumberInput, SegmentedControl } from '@mantine/core';
import { IconAlertTriangle, IconChartDots, IconSparkles } from '@tabler/icons-react';
import type { Plan } from '@hexalign/api/contract';
import { useState } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import type { EditorState } from '../../editor/EditorState.ts';
import { useEditor } from '../../editor/useEditor.ts';
import { formatMeasure, formatShare } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { BudgetLeft } from '../budgets/BudgetLeft.tsx';
import { tightest, useBudget } from '../budgets/useBudget.ts';
import inspector from '../scenarios/Inspector.module.css';
import { CheckNote } from './CheckNote.tsx';
import styles from './DesignPanel.module.css';
import { firstForm, keepsLines, PRESETS, presetOf, relaxed, requestOf, type DesignForm, type PresetName } from './designForm.ts';
import { GoalsSection } from './GoalsSection.tsx';
import { MustsSection } from './MustsSection.tsx';
import { ScopeSection } from './ScopeSection.tsx';
import type { Design } from './useDesign.ts';
import { useDesignCheck } from './useDesignCheck.ts';
import type { Frontier } from './useFrontier.ts';

const whole = (state: EditorState): EditorState => state;

interface Props {
  /** What was changed in the fields; null: nothing yet. */
  readonly kept: DesignForm | null;
  onKeep(form: DesignForm): void;
  readonly design: Design;
  readonly frontier: Frontier;
  readonly editor: Editor;
  readonly plan: Plan;
  readonly scenarioId: string;
  readonly selected: number;
  readonly children: React.ReactNode;
  visible(): DesignForm['area'];
}

/** The drawer before a design: presets, scope, goals, must-haves, stop rule; the check follows what is typed. */
export function DesignSetup({ kept, onKeep, design, frontier, editor, plan, scenarioId, selected, visible, children }: Props): React.ReactNode {
  const { solving: t, designing: d } = useText();
  const state = useEditor(editor, whole);
  const drawn = state.unassigned.units < editor.slots.length;
  const [first] = useState(() => firstForm(state, drawn, selected >= 0 && state.territories[selected]?.level === 0 ? [selected] : []));
  const form = kept ?? first;
  const [starting, setStarting] = useState(false);
  const change = (part: Partial<DesignForm>): void => onKeep({ ...form, ...part });
  const request = requestOf(form, state.goals, drawn);
  const gauge = useBudget(scenarioId, state.seq);
  const checked = useDesignCheck(scenarioId, state.seq, request);
  const start = async (): Promise<void> => {
    if (request === null) return;
    setStarting(true);
    await design.start(request);
    setStarting(false);
  };
  const preset = presetOf(form);
  return (
    <>
      {children}
      {drawn ? (
        <section className={inspector.section}>
          <h3 id="design-preset">{d.preset}</h3>
          <SegmentedControl fullWidth size="xs" aria-labelledby="design-preset" value={preset ?? ''} onChange={(name) => change(PRESETS[name as PresetName])} data={(Object.keys(PRESETS) as PresetName[]).map((value) => ({ value, label: d.presets[value] }))} />
          <p className={styles.description}>{d.presetHint[preset ?? 'own']}</p>
        </section>
      ) : <section className={inspector.section}><p className={styles.lead}>{t.intro}</p></section>}
      {drawn ? <ScopeSection form={form} onChange={change} territories={state.territories} check={checked.check} visible={visible} /> : null}
      <GoalsSection form={form} drawn={drawn} onChange={change} />
      <MustsSection form={form} state={state} drawn={drawn} check={checked.check} measures={editor.measures} left={drawn && gauge?.enforced ? tightest(gauge.limits) : null} onChange={change} />
      {drawn ? <BudgetLeft gauge={gauge} of="design" /> : null}
      <section className={inspector.section}>
        <h3>{d.stop.title}</h3>
        <div className={styles.pair}>
          <NumberInput size="xs" label={d.stop.after} placeholder={d.stop.never} suffix={d.stop.seconds} min={0} value={form.timeLimit} onChange={(timeLimit) => change({ timeLimit })} />
          <NumberInput size="xs" label={d.stop.noGain} placeholder={d.stop.never} suffix={d.stop.seconds} min={0} value={form.noGain} onChange={(noGain) => change({ noGain })} />
        </div>
      </section>
      <details className={`${inspector.section} ${styles.more}`}>
        <summary>{d.more}</summary>
        <MoreSettings form={form} drawn={drawn} goals={state.goals} onChange={change} />
        <Limits plan={plan} form={form} count={state.territories.filter((territory) => territory?.level === 0).length} />
      </details>
      <div className={styles.foot}>
        <CheckNote checked={checked} onRelax={(relaxation) => onKeep(relaxed(form, relaxation.request))} />
        <Button variant="filled" fullWidth size="sm" disabled={request === null} loading={starting} leftSection={<IconSparkles size={16} stroke={1.6} />} onClick={() => void start()}>{design.last ? t.done.again : t.start}</Button>
        <Button fullWidth size="xs" variant="default" disabled={request === null || frontier.running} leftSection={<IconChartDots size={14} stroke={1.6} aria-hidden />} onClick={() => request && frontier.start(request)}>{d.trade.find}</Button>
        {design.error ? <p className={styles.error} role="alert">{design.error.message}</p> : null}
      </div>
    </>
  );
}

function MoreSettings({ form, drawn, goals, onChange }: { form: DesignForm; drawn: boolean; goals: EditorState['goals']; onChange(part: Partial<DesignForm>): void }): React.ReactNode {
  const { solving: t, designing: d } = useText();
  return (
    <>
      <div className={styles.field}>
        <span className={styles.label} id="preset-label">{t.preset}</span>
        <SegmentedControl fullWidth size="xs" aria-labelledby="preset-label" value={form.effort} onChange={(effort) => onChange({ effort: effort as DesignForm['effort'] })} data={(['fast', 'balanced', 'thorough'] as const).map((value) => ({ value, label: t.presets[value] }))} />
        <span className={styles.description}>{t.presetHint[form.effort]}</span>
      </div>
      {drawn ? keepsLines(form) ? <p className={styles.description}>{d.startsHere}</p> : (
        <div className={styles.field}>
          <span className={styles.label} id="from-label">{t.from}</span>
          <SegmentedControl fullWidth size="xs" aria-labelledby="from-label" value={form.start} onChange={(start) => onChange({ start: start as DesignForm['start'] })} data={(['fresh', 'current'] as const).map((value) => ({ value, label: t.froms[value] }))} />
        </div>
      ) : null}
      {goals.length > 1 ? (
        <div className={styles.pair}>
          {goals.map(({ measure }) => <NumberInput key={measure} size="xs" label={d.goals.weightOf(measure)} min={0} step={1} value={form.weight[measure] ?? 1} onChange={(weight) => onChange({ weight: { ...form.weight, [measure]: weight } })} />)}
        </div>
      ) : null}
      <NumberInput size="xs" label={t.seed} description={t.seedHint} min={0} max={4294967295} step={1} allowDecimal={false} value={form.seed} onChange={(seed) => onChange({ seed })} className={styles.field} />
    </>
  );
}

/** What limits any plan, before one is made: the heaviest cell of each measure. */
function Limits({ plan, form, count }: { plan: Plan; form: DesignForm; count: number }): React.ReactNode {
  const t = useText().solving;
  if (plan.facts.length === 0) return null;
  return (
    <>
      <h3 className={styles.sub}>{t.limits}</h3>
      {plan.facts.map((fact) => {
        const tolerance = Number(form.tolerance[fact.measure] ?? 0) / 100;
        const most = fact.heaviestUnit ? Math.floor((fact.total * (1 + tolerance)) / fact.heaviestUnit.value) : null;
        return (
          <div key={fact.measure} className={styles.fact}>
            <b>{fact.measure}</b>
            {fact.heaviestUnit ? <span>{t.heaviest(formatMeasure(fact.heaviestUnit.value, fact.unit), formatShare((fact.heaviestUnit.value * count) / fact.total))}</span> : null}
            {most === null ? null : <span className={most < count ? styles.warn : styles.fine}>{most < count ? <IconAlertTriangle size={14} stroke={1.6} aria-hidden /> : null}{t.atMost(most, formatShare(tolerance))}</span>}
          </div>
        );
      })}
    </>
  );
}
