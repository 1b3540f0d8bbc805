import { ActionIcon, Button, Checkbox, Progress, Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconPlayerStopFilled, IconX } from '@tabler/icons-react';
import type { Job, Plan } from '@hexalign/api/contract';
import { useState } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import type { EditorState } from '../../editor/EditorState.ts';
import { useEditor } from '../../editor/useEditor.ts';
import { formatClock, formatShare } from '../../text/format.ts';
import { told } from '../../text/told.ts';
import { useText } from '../../text/useText.ts';
import inspector from '../scenarios/Inspector.module.css';
import { PlanVerdict } from '../scenarios/PlanVerdict.tsx';
import { DesignSetup } from './DesignSetup.tsx';
import { DeviationCurve } from './DeviationCurve.tsx';
import type { DesignForm } from './designForm.ts';
import styles from './DesignPanel.module.css';
import { OutcomeCard } from './OutcomeCard.tsx';
import type { Frontier } from './useFrontier.ts';
import type { Design } from './useDesign.ts';

const whole = (state: EditorState): EditorState => state;
const goalsOf = (state: EditorState): EditorState['goals'] => state.goals;

interface Props {
  readonly design: Design;
  readonly frontier: Frontier;
  readonly editor: Editor;
  readonly plan: Plan;
  readonly scenarioId: string;
  /** Slot of the territory at hand; -1 for none. */
  readonly selected: number;
  /** West, south, east, north of what the map shows; null without a map. */
  visible(): readonly [number, number, number, number] | null;
  onZoom(slots: readonly number[]): void;
  onClose(): void;
}

/** Design: what may change, what is good, what has to be kept and when to stop; while it runs, how far it is; at the end, what it came to. */
export function DesignPanel({ design, frontier, editor, plan, scenarioId, selected, visible, onZoom, onClose }: Props): React.ReactNode {
  const text = useText();
  const t = text.solving;
  // What was asked for stands there again when a design has ended.
  const [form, setForm] = useState<DesignForm | null>(null);
  return (
    <aside className={inspector.panel} aria-label={t.title}>
      <div className={inspector.tabs}>
        <span className={inspector.tab}>{t.title}{design.running ? <span className={styles.running}>{t.running}</span> : null}</span>
        <span className={inspector.space} />
        <Tooltip label={text.shell.close}><ActionIcon aria-label={text.shell.close} onClick={onClose}><IconX size={16} stroke={1.6} /></ActionIcon></Tooltip>
      </div>
      <div className={inspector.body}>
        {design.running ? <Running design={design} editor={editor} /> : (
          <DesignSetup kept={form} onKeep={setForm} design={design} frontier={frontier} editor={editor} plan={plan} scenarioId={scenarioId} selected={selected} visible={visible}>
            {design.last ? <Ended job={design.last} design={design} editor={editor} scenarioId={scenarioId} onZoom={onZoom} onClose={onClose} /> : null}
          </DesignSetup>
        )}
      </div>
    </aside>
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
function Ended({ job, design, editor, scenarioId, onZoom, onClose }: { job: Job; design: Design; editor: Editor; scenarioId: string; onZoom(slots: readonly number[]): void; onClose(): void }): React.ReactNode {
  const t = useText().solving;
  const state = useEditor(editor, whole);
  const { result } = job;
  if (job.state === 'done' && result) {
    return (
      <section className={inspector.section} data-testid="design-result">
        <PlanVerdict editor={editor} scenarioId={scenarioId}>
          <p className={`num ${inspector.of}`}>{result.interrupted ? `${t.done.interrupted} ` : ''}{t.done.took(formatClock(result.seconds))}</p>
          <button type="button" className={inspector.link} onClick={onClose}>{t.done.look}</button>
        </PlanVerdict>
        <OutcomeCard result={result} state={state} onZoom={onZoom} onAgain={design.again} />
      </section>
    );
  }
  return (
    <section className={inspector.section} data-testid="design-result">
      <div className={inspector.card} role="alert">
        <div className={inspector.verdict}><IconAlertTriangle size={16} stroke={1.6} className={inspector.over} aria-hidden />{job.state === 'failed' ? t.done.failed : t.done.discarded}</div>
        {job.error ? <p>{told(job.error.message)}</p> : null}
        {result && result.violations.length > 0 ? <ul className={inspector.reasons}>{result.violations.slice(0, 4).map(({ code, message }, i) => <li key={`${code}${i}`}>{told(message)}</li>)}</ul> : null}
      </div>
    </section>
  );
}
