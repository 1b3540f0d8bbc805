import { ActionIcon, Button, Checkbox, NumberInput, Progress, SegmentedControl, Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconPlayerStopFilled, IconSparkles, IconX } from '@tabler/icons-react';
import type { Job, Plan, SolveRequest } from '@hexalign/api/contract';
import { useState } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import type { EditorState } from '../../editor/EditorState.ts';
import { useEditor } from '../../editor/useEditor.ts';
import { formatClock, formatMeasure, formatShare } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import inspector from '../scenarios/Inspector.module.css';
import { PlanVerdict } from '../scenarios/PlanVerdict.tsx';
import { DeviationCurve } from './DeviationCurve.tsx';
import styles from './DesignPanel.module.css';
import type { Design } from './useDesign.ts';

const goalsOf = (state: EditorState): EditorState['goals'] => state.goals;

/** Design: how even, how hard to try; while it runs, how far it is; at the end, what it came to. */
export function DesignPanel({ design, editor, plan, scenarioId, onClose }: { design: Design; editor: Editor; plan: Plan; scenarioId: string; onClose(): void }): React.ReactNode {
  const text = useText();
  const t = text.solving;
  return (
    <aside className={inspector.panel} aria-label={t.title}>
      <div className={inspector.tabs}>
        <span className={inspector.tab}>{t.title}{design.running ? <span className={styles.running}>{t.running}</span> : null}</span>
        <span className={inspector.space} />
        <Tooltip label={text.shell.close}><ActionIcon aria-label={text.shell.close} onClick={onClose}><IconX size={16} stroke={1.6} /></ActionIcon></Tooltip>
      </div>
      <div className={inspector.body}>
        {design.running ? <Running design={design} editor={editor} /> : <Setup design={design} editor={editor} plan={plan} scenarioId={scenarioId} onClose={onClose} />}
      </div>
    </aside>
  );
}

function Setup({ design, editor, plan, scenarioId, onClose }: { design: Design; editor: Editor; plan: Plan; scenarioId: string; onClose(): void }): React.ReactNode {
  const t = useText().solving;
  const goals = useEditor(editor, goalsOf);
  const now = goals.reduce((most, goal) => Math.max(most, goal.tolerance), plan.tolerance);
  const [percent, setPercent] = useState<number | string>(Math.round(now * 1000) / 10);
  const [preset, setPreset] = useState<NonNullable<SolveRequest['preset']>>('balanced');
  const [from, setFrom] = useState<NonNullable<SolveRequest['start']>>('fresh');
  const [seed, setSeed] = useState<number | string>(1);
  const [starting, setStarting] = useState(false);
  const tolerance = Number(percent) / 100;
  const valid = Number.isFinite(tolerance) && tolerance >= 0 && tolerance <= 1 && Number.isInteger(Number(seed));
  const start = async (): Promise<void> => {
    setStarting(true);
    await design.start({ preset, seed: Number(seed), start: from, ...(Math.abs(tolerance - now) > 1e-9 ? { tolerance } : {}) });
    setStarting(false);
  };
  const count = editor.state.territories.filter((territory) => territory?.level === 0).length;
  return (
    <>
      {design.last ? <Ended job={design.last} editor={editor} scenarioId={scenarioId} onClose={onClose} /> : null}
      <section className={inspector.section}>
        <p className={styles.intro}>{t.intro}</p>
        <NumberInput label={t.tolerance} description={t.toleranceHint} suffix="%" min={0} max={100} step={1} decimalScale={1} value={percent} onChange={setPercent} className={styles.field} />
        <div className={styles.field}>
          <span className={styles.label} id="preset-label">{t.preset}</span>
          <SegmentedControl fullWidth aria-labelledby="preset-label" value={preset} onChange={(value) => setPreset(value as typeof preset)} data={(['fast', 'balanced', 'thorough'] as const).map((value) => ({ value, label: t.presets[value] }))} />
          <span className={styles.description}>{t.presetHint[preset]}</span>
        </div>
        {editor.state.unassigned.units < editor.slots.length ? (
          <div className={styles.field}>
            <span className={styles.label} id="from-label">{t.from}</span>
            <SegmentedControl fullWidth aria-labelledby="from-label" value={from} onChange={(value) => setFrom(value as typeof from)} data={(['fresh', 'current'] as const).map((value) => ({ value, label: t.froms[value] }))} />
          </div>
        ) : null}
        <NumberInput label={t.seed} description={t.seedHint} min={0} max={4294967295} step={1} allowDecimal={false} value={seed} onChange={setSeed} className={styles.field} />
        <Button variant="filled" fullWidth size="sm" disabled={!valid} loading={starting} leftSection={<IconSparkles size={16} stroke={1.6} />} onClick={() => void start()}>{design.last ? t.done.again : t.start}</Button>
        {design.error ? <p className={styles.error} role="alert">{design.error.message}</p> : null}
      </section>
      {plan.facts.length > 0 ? (
        <section className={inspector.section}>
          <h3>{t.limits}</h3>
          {plan.facts.map((fact) => {
            const most = fact.heaviestUnit ? Math.floor((fact.total * (1 + tolerance)) / fact.heaviestUnit.value) : null;
            return (
              <div key={fact.measure} className={styles.fact}>
                <b>{fact.measure}</b>
                {fact.heaviestUnit ? <span>{t.heaviest(formatMeasure(fact.heaviestUnit.value, fact.unit), formatShare((fact.heaviestUnit.value * count) / fact.total))}</span> : null}
                {most === null || !valid ? null : <span className={most < count ? styles.warn : styles.fine}>{most < count ? <IconAlertTriangle size={14} stroke={1.6} aria-hidden /> : null}{t.atMost(most, formatShare(tolerance))}</span>}
              </div>
            );
          })}
        </section>
      ) : null}
    </>
  );
}

function Running({ design, editor }: { design: Design; editor: Editor }): React.ReactNode {
  const t = useText().solving;
  const { progress } = design;
  const goals = useEditor(editor, goalsOf);
  const tolerance = goals.reduce((most, goal) => Math.max(most, goal.tolerance), 0);
  return (
    <section className={inspector.section} aria-live="polite">
      <div className={styles.clock}>
        <span className="num"><b>{formatClock(progress?.elapsedSeconds ?? 0)}</b> {t.elapsed}</span>
        <span className={styles.phase}>{progress ? t.phase(progress.phase) : t.waiting}</span>
      </div>
      <Progress value={(progress?.done ?? 0) * 100} size={6} aria-label={t.title} />
      {design.history.length > 0 ? (
        <div className={styles.chart}>
          <div className={styles.chartHead}><span>{t.deviation}</span><span className={styles.toleranceText}>{t.toleranceLine(formatShare(tolerance))}</span></div>
          <DeviationCurve history={design.history} elapsed={progress?.elapsedSeconds ?? 0} tolerance={tolerance} />
        </div>
      ) : null}
      {design.lost ? <p className={styles.error} role="alert">{t.lost}</p> : null}
      <div className={styles.buttons}>
        <Button variant="filled" size="sm" leftSection={<IconPlayerStopFilled size={14} />} disabled={(progress?.best ?? 0) === 0} onClick={() => design.stop(true)}>{t.stop}</Button>
        <Button size="sm" onClick={() => design.stop(false)}>{t.discard}</Button>
      </div>
      <Checkbox mt="sm" label={t.showBest} checked={design.showBest} onChange={(event) => design.setShowBest(event.currentTarget.checked)} />
      {design.error ? <p className={styles.error} role="alert">{design.error.message}</p> : null}
    </section>
  );
}

/** What the last design came to, judged anew and said in words. */
function Ended({ job, editor, scenarioId, onClose }: { job: Job; editor: Editor; scenarioId: string; onClose(): void }): React.ReactNode {
  const t = useText().solving;
  const { result } = job;
  if (job.state === 'done' && result) {
    return (
      <section className={inspector.section} data-testid="design-result">
        <PlanVerdict editor={editor} scenarioId={scenarioId}>
          <p className={`num ${inspector.of}`}>{result.interrupted ? `${t.done.interrupted} ` : ''}{t.done.took(formatClock(result.seconds))}</p>
          <button type="button" className={inspector.link} onClick={onClose}>{t.done.look}</button>
        </PlanVerdict>
      </section>
    );
  }
  return (
    <section className={inspector.section} data-testid="design-result">
      <div className={inspector.card} role="alert">
        <div className={inspector.verdict}><IconAlertTriangle size={16} stroke={1.6} className={inspector.over} aria-hidden />{job.state === 'failed' ? t.done.failed : t.done.discarded}</div>
        {job.error ? <p>{job.error.message}</p> : null}
        {result && result.violations.length > 0 ? <ul className={inspector.reasons}>{result.violations.slice(0, 4).map(({ code, message }, i) => <li key={`${code}${i}`}>{message}</li>)}</ul> : null}
      </div>
    </section>
  );
}
