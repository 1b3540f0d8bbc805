import { ActionIcon, Button, Progress, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { Editor } from '../../editor/Editor.ts';
import type { EditorState } from '../../editor/EditorState.ts';
import { useEditor } from '../../editor/useEditor.ts';
import { formatClock, formatCount, formatShare } from '../../text/format.ts';
import { told } from '../../text/told.ts';
import { useText } from '../../text/useText.ts';
import pane from '../scenarios/TablePane.module.css';
import { FrontierChart } from './FrontierChart.tsx';
import styles from './TradeOffs.module.css';
import type { Frontier } from './useFrontier.ts';

const goalsOf = (state: EditorState): EditorState['goals'] => state.goals;

/** Plans to choose from: a chart whose points are real plans, and the same as a table beside it. */
export function TradeOffs({ frontier, editor, mayTake }: { frontier: Frontier; editor: Editor; mayTake: boolean }): React.ReactNode {
  const text = useText();
  const t = text.designing.trade;
  const goals = useEditor(editor, goalsOf);
  const { result, running, progress, looked } = frontier;
  const tolerance = goals.reduce((most, goal) => Math.max(most, goal.tolerance), 0);
  const moves = result?.counted != null;
  return (
    <section className={`${pane.pane} ${styles.pane}`} aria-label={t.title}>
      <div className={pane.head}>
        <b>{t.title}</b>
        <span className={pane.count} aria-live="polite">{looked === null ? (result ? t.hintMoved : null) : t.shown(looked + 1)}</span>
        <span className={pane.space} />
        <Tooltip label={text.shell.close}><ActionIcon aria-label={text.shell.close} onClick={() => frontier.setOpen(false)}><IconX size={16} stroke={1.6} /></ActionIcon></Tooltip>
      </div>
      {running ? (
        <div className={styles.wait}>
          <p className="num">{t.running} · {formatClock(progress?.elapsedSeconds ?? 0)}</p>
          <Progress value={(progress?.done ?? 0) * 100} size={6} aria-label={t.running} />
          <Button size="xs" onClick={frontier.stop}>{t.stop}</Button>
        </div>
      ) : result === null || result.points.length === 0 ? <p className={styles.wait} role={frontier.error ? 'alert' : undefined}>{frontier.error ?? t.empty}</p> : (
        <div className={styles.both}>
          <FrontierChart result={result} tolerance={tolerance} looked={looked} onLook={frontier.look} onOpen={(point) => frontier.take(point, 'fork')} />
          <div className={styles.beside}>
            {frontier.error ? <p role="alert" className={styles.error}>{frontier.error}</p> : null}
            <table className={`num ${styles.table}`} aria-label={t.title}>
              <thead><tr><th scope="col">{t.columns.plan}</th><th scope="col">{t.columns.deviation}</th><th scope="col">{t.columns.outside}</th><th scope="col">{t.columns.compactness}</th>{moves ? <th scope="col">{t.columns.moved}</th> : null}<td /></tr></thead>
              <tbody>
                {result.points.map((point) => (
                  <tr key={point.point} data-looked={looked === point.point ? 'yes' : undefined} onPointerEnter={() => frontier.look(point.point)} onPointerLeave={() => frontier.look(null)}>
                    <th scope="row">{t.plan(point.point + 1)}</th><td>{formatShare(point.worstDeviation)}</td><td>{formatCount(point.outside)}</td><td>{formatCount(Math.round(point.compactness * 100))}</td>{moves ? <td>{formatShare(point.moved ?? 0)}</td> : null}
                    <td className={styles.acts}>
                      <Button size="compact-xs" variant="default" aria-label={t.openPoint(point.point + 1)} onFocus={() => frontier.look(point.point)} onClick={() => frontier.take(point, 'fork')}>{t.openShort}</Button>
                      {mayTake ? <Button size="compact-xs" variant="subtle" aria-label={t.take(point.point + 1)} onFocus={() => frontier.look(point.point)} onClick={() => frontier.take(point, 'here')}>{t.takeShort}</Button> : null}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            {result.reasons.map((reason, i) => <p key={i} className={styles.reason}>{told(reason)}</p>)}
          </div>
        </div>
      )}
    </section>
  );
}
