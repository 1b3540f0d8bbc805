import { ActionIcon, Button, Checkbox, NumberInput, Progress, SegmentedControl, Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconPlayerStopFilled, IconSparkles, IconX } from '@tabler/icons-react';
import type { Plan, SolveRequest } from '@hexalign/api/contract';
import { useState } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import type { EditorState } from '../../editor/EditorState.ts';
import { useEditor } from '../../editor/useEditor.ts';
import { formatClock, formatMeasure, formatShare } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import inspector from '../scenarios/Inspector.module.css';
import { DeviationCurve } from './DeviationCurve.tsx';
import styles from './DesignPanel.module.css';
import type { Design } from './useDesign.ts';

const goalsOf = (state: EditorState): EditorState['goals'] => state.goals;

/** Design: how even, how hard to try; while it runs, how far it is; at the end, what it came to. */
export function DesignPanel({ design, editor, plan, onClose }: { design: Design; editor: Editor; plan: Plan; onClose(): void }): React.ReactNode {
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
        {design.running ? <Running design={design} editor={editor} /> : <Setup design={design} editor={editor} plan={plan} onClose={onClose} />}
      </div>
    </aside>
  );
}

function Setup({ design, editor, plan, onClose }: { design: Design; editor: Editor; plan: Plan; onClose(): void }): React.ReactNode {
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
      {design.last ? <Ended design={design} onClose={onClose} /> : null}
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
      {plan.notes.length > 0 ? <section className={inspector.section}><ul className={styles.notes}>{plan.notes.map((note) => <li key={note}>{note}</li>)}</ul></section> : null}
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

function Ended({ design, onClose }: { design: Design; onClose(): void }): React.ReactNode {
  const t = useText().solving;
  const job = design.last;
  if (!job) return null;
  const { result } = job;
  const good = job.state === 'done' && result?.feasible === true;
  const title = job.state === 'failed' ? t.done.failed : job.state === 'cancelled' ? t.done.discarded : good ? t.done.feasible : t.done.outside;
  return (
    <section className={inspector.section} data-testid="design-result">
      <div className={inspector.card}>
        <div className={inspector.verdict}>
          {good ? <IconCircleCheck size={16} stroke={1.6} className={inspector.good} /> : <IconAlertTriangle size={16} stroke={1.6} className={inspector.over} />}
          {title}
        </div>
        {job.state === 'done' && result ? (
          <p className="num">
            {result.worstDeviation === null ? null : `${t.deviation}: ${formatShare(result.worstDeviation)}. `}
            {result.interrupted ? `${t.done.interrupted} ` : null}
            {t.done.in(formatClock(result.seconds))}
          </p>
        ) : null}
        {job.error ? <p>{job.error.message}</p> : null}
        {result && result.violations.length > 0 ? <ul className={inspector.reasons}>{result.violations.slice(0, 4).map(({ code, message }, i) => <li key={`${code}${i}`}>{message}</li>)}</ul> : null}
        {job.state === 'done' ? <Button mt="xs" variant="subtle" size="compact-xs" onClick={onClose}>{t.done.look}</Button> : null}
      </div>
    </section>
  );
}
