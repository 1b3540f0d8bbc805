import { Checkbox, Slider } from '@mantine/core';
import { IconBrush, IconEraser, IconEye, IconLasso } from '@tabler/icons-react';
import { UNASSIGNED } from '@hexalign/engine';
import type { Dispatch } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import { useText } from '../../text/useText.ts';
import { Swatch } from '../../ui/Swatch.tsx';
import { MoveToMenu } from './MoveToMenu.tsx';
import { nameOf } from './names.ts';
import { useMayNot } from '../auth/useMayNot.ts';
import styles from './OptionBar.module.css';
import { BRUSH_MAX, BRUSH_MIN, type View, type ViewAction } from './view.ts';

/** What the tool in hand will do, in a bar above the map: the tool, its object, its options. */
export function OptionBar({ editor, colours, view, dispatch, ghost }: { editor: Editor; colours: readonly number[]; view: View; dispatch: Dispatch<ViewAction>; ghost: boolean }): React.ReactNode {
  const text = useText();
  const mayNot = useMayNot()('scenario.edit');
  const t = text.workspace.tools;
  const icon = { size: 16, stroke: 1.6 };
  if (ghost) {
    return (
      <div className={styles.bar} role="status">
        <IconEye {...icon} className={styles.icon} />
        <b>{text.solving.bestBar}</b>
        <span className={styles.hint}>{text.solving.bestHint}</span>
      </div>
    );
  }
  if (view.tool === 'select') {
    return (
      <div className={styles.bar}>
        <b>{t.select}</b>
        <span className={styles.hint}>{mayNot ?? t.selectHint}</span>
      </div>
    );
  }
  const hints = { brush: t.brushHint, eraser: t.eraserHint, lasso: t.lassoHint };
  const Icon = { brush: IconBrush, eraser: IconEraser, lasso: IconLasso }[view.tool];
  const chosen = view.selected >= 0;
  return (
    <div className={styles.bar}>
      <Icon {...icon} className={styles.icon} />
      <b>{t[view.tool]}</b>
      {view.tool === 'eraser' ? null : chosen ? (
        <span className={styles.object}>
          <Swatch colour={view.selected === UNASSIGNED ? null : (colours[view.selected] ?? 0)} />
          <b>{nameOf(editor.state, view.selected, text.workspace.unassigned)}</b>
        </span>
      ) : (
        <MoveToMenu editor={editor} colours={colours} label={t.choose} onChoose={(slot) => dispatch({ type: 'select', slot })} />
      )}
      {view.tool === 'lasso' ? null : (
        <>
          <span className={styles.rule} />
          <span className={styles.label}>{t.size}</span>
          <button type="button" className={styles.key} aria-label={t.smaller} onClick={() => dispatch({ type: 'size', by: -1 })}><kbd>[</kbd></button>
          <Slider className={styles.slider} size={4} min={BRUSH_MIN} max={BRUSH_MAX} value={view.brushPx} label={null} thumbLabel={t.size} onChange={(px) => dispatch({ type: 'sizeTo', px })} />
          <button type="button" className={styles.key} aria-label={t.larger} onClick={() => dispatch({ type: 'size', by: 1 })}><kbd>]</kbd></button>
          <span className={`num ${styles.label}`}>{t.sizeValue(view.brushPx)}</span>
        </>
      )}
      {view.tool === 'brush' && editor.state.unassigned.units > 0 ? (
        <>
          <span className={styles.rule} />
          <Checkbox label={t.onlyUnassigned} checked={view.onlyUnassigned} onChange={(event) => dispatch({ type: 'onlyUnassigned', on: event.currentTarget.checked })} />
        </>
      ) : null}
      {view.tool !== 'brush' || !chosen ? <span className={styles.hint}>{hints[view.tool]}</span> : null}
    </div>
  );
}
