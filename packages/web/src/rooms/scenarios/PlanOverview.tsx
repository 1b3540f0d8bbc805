import { IconAlertTriangle, IconCircleCheck, IconCircleDashed } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { Editor } from '../../editor/Editor.ts';
import type { EditorState } from '../../editor/EditorState.ts';
import { worstOf } from '../../editor/figures.ts';
import { useEditor } from '../../editor/useEditor.ts';
import { queries } from '../../server/queries.ts';
import { formatCount, formatMeasure, formatOfTarget, formatShare } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import styles from './Inspector.module.css';
import { nameOf } from './names.ts';

const whole = (state: EditorState): EditorState => state;

/** The plan as a whole: the verdict in words, and what it adds up to. */
export function PlanOverview({ editor, scenarioId, onSelect }: { editor: Editor; scenarioId: string; onSelect(slot: number): void }): React.ReactNode {
  const t = useText().workspace;
  const state = useEditor(editor, whole);
  const { figures, territories, unassigned, save, seq } = state;
  const live = territories.flatMap((territory, slot) => (territory && territory.level === 0 ? [slot] : []));
  const empty = unassigned.units === editor.slots.length;
  const worst = live.reduce((a, b) => (worstOf(figures[b]) > worstOf(figures[a]) ? b : a), live[0] ?? 0);
  const outside = live.filter((slot) => figures[slot].balance.some(({ inside }) => !inside)).length;
  // The independent judge is asked about states the server has, once a stroke is through.
  const certificate = useQuery({ ...queries.certificate(scenarioId, seq), enabled: save.kind === 'saved' && !state.stroke && !empty, placeholderData: (before) => before });
  const goaled = figures[worst]?.balance.filter(({ target }) => target > 0) ?? [];
  const worstAt = figures[worst]?.balance.reduce((best, balance, at, all) => (Math.abs(balance.deviation) > Math.abs(all[best].deviation) ? at : best), 0) ?? 0;
  const broken = certificate.data?.seq === seq ? certificate.data.shapes.filter(({ pieces }) => pieces > 1).length : null;
  return (
    <>
      <section className={styles.section}>
        <h3>{t.inspector.inWords}</h3>
        <div className={styles.card}>
          {empty ? (
            <>
              <div className={styles.verdict}><IconCircleDashed size={16} stroke={1.6} />{t.words.emptyTitle}</div>
              <p>{t.words.emptyWhy}</p>
            </>
          ) : (
            <>
              <div className={styles.verdict}>
                {outside === 0 && unassigned.units === 0 ? <IconCircleCheck size={16} stroke={1.6} className={styles.good} /> : <IconAlertTriangle size={16} stroke={1.6} className={styles.over} />}
                {outside === 0 ? t.words.insideTitle : t.words.outsideTitle(outside, live.length)}
              </div>
              <p>
                {outside === 0 ? t.words.insideAll(formatShare(worstOf(figures[worst])), goaled.length) : null}
                {outside > 0 && figures[worst] ? <button type="button" className={styles.linkish} onClick={() => onSelect(worst)}>{t.words.worst(nameOf(state, worst, t.unassigned), formatOfTarget(figures[worst].balance[worstAt].deviation), editor.measures[worstAt].key)}</button> : null}
                {' '}
                {broken === null ? null : certificate.data?.contiguous ? t.words.onePiece : t.words.pieces(Math.max(1, broken))}
                {' '}
                {unassigned.units > 0 ? t.words.unassigned(unassigned.units, unassigned.accounts) : null}
              </p>
              {certificate.data && !certificate.data.feasible && certificate.data.reasons.length > 0 && outside > 0 ? (
                <ul className={styles.reasons} aria-label={t.words.reasons}>{certificate.data.reasons.slice(0, 3).map((reason) => <li key={reason}>{reason}</li>)}</ul>
              ) : null}
              {certificate.data?.seq === seq ? <p className={styles.of}>{t.words.judged}</p> : null}
            </>
          )}
        </div>
      </section>
      <section className={styles.section}>
        <h3>{t.inspector.balance}<span className={styles.note}>{t.ofTarget}</span></h3>
        <dl className={styles.table}>
          {editor.measures.map(({ key, unit }, at) => {
            const total = figures.reduce((sum, figure) => sum + figure.balance[at].sum, unassigned.balance[at].sum);
            const deviations = live.map((slot) => figures[slot].balance[at].deviation);
            const range = empty || deviations.length === 0 ? null : `${formatOfTarget(Math.min(...deviations))} – ${formatOfTarget(Math.max(...deviations))}`;
            return [<dt key={`${key} name`}>{key}</dt>, <dd key={`${key} value`}><b>{formatMeasure(total, unit)}</b>{range ? <span className={styles.of}> · {range}</span> : null}</dd>];
          })}
          <dt>{t.territories}</dt><dd>{formatCount(live.length)}</dd>
        </dl>
      </section>
    </>
  );
}
