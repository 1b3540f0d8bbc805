import { IconAlertTriangle, IconCircleCheck, IconCircleDashed } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { Editor } from '../../editor/Editor.ts';
import type { EditorState } from '../../editor/EditorState.ts';
import { worstOf } from '../../editor/figures.ts';
import { useEditor } from '../../editor/useEditor.ts';
import { queries } from '../../server/queries.ts';
import { formatOfTarget, formatShare } from '../../text/format.ts';
import { told } from '../../text/told.ts';
import { useText } from '../../text/useText.ts';
import { LeftOutNote } from '../blind/LeftOutNote.tsx';
import styles from './Inspector.module.css';
import { nameOf } from './names.ts';
import { PlanBound } from './PlanBound.tsx';

const REASONS = 3;
const whole = (state: EditorState): EditorState => state;

/** The certificate of a plan in words: how even it is, whether it hangs together, what limits it. */
export function PlanVerdict({ editor, scenarioId, onSelect, children }: { editor: Editor; scenarioId: string; onSelect?(slot: number): void; children?: React.ReactNode }): React.ReactNode {
  const t = useText().workspace;
  const state = useEditor(editor, whole);
  const { figures, territories, unassigned, save, seq } = state;
  const live = territories.flatMap((territory, slot) => (territory && territory.level === 0 ? [slot] : []));
  const empty = unassigned.units === editor.slots.length;
  // The independent judge is asked about states the server has, once a stroke is through.
  const answer = useQuery({ ...queries.certificate(scenarioId, seq), enabled: save.kind === 'saved' && !state.stroke && !empty });
  const certificate = answer.data ?? null;
  if (empty) {
    return (
      <div className={styles.card}>
        <div className={styles.verdict}><IconCircleDashed size={16} stroke={1.6} aria-hidden />{t.words.emptyTitle}</div>
        <p>{t.words.emptyWhy}</p>
        {children}
      </div>
    );
  }
  const worst = live.reduce((a, b) => (worstOf(figures[b]) > worstOf(figures[a]) ? b : a), live[0]);
  const outside = live.filter((slot) => figures[slot].balance.some(({ inside }) => !inside)).length;
  const goals = figures[worst].balance.filter(({ target }) => target > 0).length;
  const worstAt = figures[worst].balance.reduce((best, balance, at, all) => (Math.abs(balance.deviation) > Math.abs(all[best].deviation) ? at : best), 0);
  const broken = certificate?.shapes.filter(({ pieces }) => pieces > 1).length ?? 0;
  const good = outside === 0 && unassigned.units === 0;
  const worstText = t.words.worst(nameOf(state, worst, t.unassigned), formatOfTarget(figures[worst].balance[worstAt].deviation), editor.measures[worstAt].key);
  return (
    <div className={styles.card} data-testid="verdict">
      <div className={styles.verdict}>
        {good ? <IconCircleCheck size={16} stroke={1.6} className={styles.good} aria-hidden /> : <IconAlertTriangle size={16} stroke={1.6} className={styles.over} aria-hidden />}
        {outside === 0 ? t.words.insideTitle : t.words.outsideTitle(outside, live.length)}
      </div>
      <p className="num">
        {outside === 0 ? t.words.insideAll(formatShare(worstOf(figures[worst])), goals) : onSelect ? <button type="button" className={styles.linkish} onClick={() => onSelect(worst)}>{worstText}</button> : worstText}
        {certificate ? ` ${certificate.contiguous ? t.words.onePiece : t.words.pieces(Math.max(1, broken))}` : null}
        {unassigned.units > 0 ? ` ${t.words.unassigned(unassigned.units, unassigned.accounts)}` : null}
      </p>
      {certificate && !certificate.feasible && outside > 0 ? (
        <ul className={styles.reasons} aria-label={t.words.reasons}>{certificate.reasons.slice(0, REASONS).map((reason) => <li key={reason}>{told(reason)}</li>)}</ul>
      ) : null}
      {certificate ? <p className={styles.of}>{t.words.judged}</p> : null}
      {certificate ? <LeftOutNote leftOut={certificate.peopleLeftOut} /> : null}
      {certificate && certificate.unassignedUnits === 0 ? <PlanBound scenarioId={scenarioId} seq={certificate.seq} /> : null}
      {children}
    </div>
  );
}
