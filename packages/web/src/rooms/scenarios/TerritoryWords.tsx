import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import type { Editor } from '../../editor/Editor.ts';
import type { EditorState } from '../../editor/EditorState.ts';
import { useEditor } from '../../editor/useEditor.ts';
import { formatMeasure, formatOfTarget, formatShare } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import styles from './Inspector.module.css';

const figuresOf = (state: EditorState): EditorState['figures'] => state.figures;

/** The verdict over one territory as a person would say it. */
export function TerritoryWords({ editor, slot }: { editor: Editor; slot: number }): React.ReactNode {
  const t = useText().workspace.words;
  const { balance } = useEditor(editor, figuresOf)[slot];
  const goaled = editor.measures.flatMap((measure, at) => (balance[at].target > 0 ? [{ ...measure, ...balance[at] }] : []));
  if (goaled.length === 0) return <div className={styles.card}>{t.noMeasure}</div>;
  const outside = goaled.filter(({ inside }) => !inside);
  if (outside.length === 0) {
    return (
      <div className={styles.card}>
        <div className={styles.verdict}><IconCircleCheck size={16} stroke={1.6} className={styles.good} />{t.territoryInside(goaled.length)}</div>
        <p>{goaled.map(({ key, deviation }) => t.at(key, formatOfTarget(deviation))).join(' ')}</p>
      </div>
    );
  }
  return (
    <div className={styles.card}>
      <div className={styles.verdict}><IconAlertTriangle size={16} stroke={1.6} className={outside[0].deviation > 0 ? styles.over : styles.under} />{t.territoryOutside(outside.length, goaled.length)}</div>
      <p>
        {outside.map(({ key, unit, sum, target, deviation, tolerance }) =>
          deviation > 0
            ? t.above(key, formatMeasure(sum - target * (1 + tolerance), unit), formatShare(1 + tolerance))
            : t.below(key, formatMeasure(target * (1 - tolerance) - sum, unit), formatShare(1 - tolerance)),
        ).join(' ')}
      </p>
    </div>
  );
}
