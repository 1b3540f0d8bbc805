import { IconEye } from '@tabler/icons-react';
import { UNASSIGNED } from '@hexalign/engine';
import { useEffect, useRef } from 'react';
import { isBrush, isShape, type ToolName } from '../../editor/tools/tools.ts';
import { useText, type Catalogue } from '../../text/useText.ts';
import { Swatch } from '../../ui/Swatch.tsx';
import { MoveToMenu } from '../scenarios/MoveToMenu.tsx';
import { nameOf } from '../scenarios/names.ts';
import type { View } from '../scenarios/view.ts';
import { BrushOptions } from './options/BrushOptions.tsx';
import { FillOptions } from './options/FillOptions.tsx';
import { GrowOptions } from './options/GrowOptions.tsx';
import { GuardOptions } from './options/GuardOptions.tsx';
import { PairOptions } from './options/PairOptions.tsx';
import { ShapeOptions } from './options/ShapeOptions.tsx';
import { SplitOptions } from './options/SplitOptions.tsx';
import type { OptionProps } from './options/optionProps.ts';
import styles from './OptionBar.module.css';
import { toolIcons } from './ToolStrip.tsx';

/** Tools that give what they take to the territory in hand. */
const GIVES: ReadonlySet<ToolName> = new Set(['brush', 'lasso', 'polygon', 'rectangle', 'radius', 'fill']);
/** Tools that show which territory they work on. */
const WORKS_ON: ReadonlySet<ToolName> = new Set(['grow', 'swap', 'merge', 'split']);

/** What the tool in hand will do, in a bar above the map: the tool, its object, its options, then the plain fact. */
export function OptionBar(props: OptionProps & { readonly ghost: boolean; readonly blocked: string | null; onBoundary(file: File): void }): React.ReactNode {
  const { editor, colours, view, dispatch, ghost, blocked } = props;
  const text = useText();
  const t = text.drawing;
  const { tool } = view;
  // The strip below begins where the bar ends, however many lines it takes.
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { current } = bar;
    if (!current) return;
    const observer = new ResizeObserver(() => current.parentElement?.style.setProperty('--bar-height', `${current.offsetHeight}px`));
    observer.observe(current);
    return () => observer.disconnect();
  }, [ghost]);
  if (ghost) {
    return (
      <div ref={bar} className={styles.bar} role="status">
        <IconEye size={16} stroke={1.6} className={styles.icon} />
        <b>{text.solving.bestBar}</b>
        <span className={styles.hint}>{text.solving.bestHint}</span>
      </div>
    );
  }
  const Icon = toolIcons[tool];
  const chosen = view.selected >= 0;
  const shown = chosen && (GIVES.has(tool) || (WORKS_ON.has(tool) && view.selected !== UNASSIGNED));
  const hint = tool === 'select' && blocked !== null ? blocked : hintOf(t, view);
  return (
    <div ref={bar} className={styles.bar}>
      {tool === 'select' ? null : <Icon size={16} stroke={1.6} className={styles.icon} />}
      <b>{t.tools[tool]}</b>
      {shown ? (
        <span className={styles.object}>
          <Swatch colour={view.selected === UNASSIGNED ? null : (colours[view.selected] ?? 0)} />
          <b className={styles.name}>{nameOf(editor.state, view.selected, text.workspace.unassigned)}</b>
        </span>
      ) : GIVES.has(tool) ? (
        <MoveToMenu editor={editor} colours={colours} label={text.workspace.tools.choose} onChoose={(slot) => dispatch({ type: 'select', slot })} />
      ) : null}
      {isBrush(tool) ? <BrushOptions {...props} /> : null}
      {isShape(tool) ? <ShapeOptions onFile={props.onBoundary} /> : null}
      {tool === 'fill' ? <FillOptions {...props} /> : null}
      {tool === 'grow' ? <GrowOptions {...props} /> : null}
      {tool === 'swap' || tool === 'merge' ? <PairOptions {...props} kind={tool} /> : null}
      {tool === 'split' ? <SplitOptions {...props} /> : null}
      {tool === 'lock' || tool === 'hold' ? <GuardOptions {...props} /> : null}
      {hint === null ? null : <span className={styles.hint}>{hint}</span>}
    </div>
  );
}

function hintOf({ hints }: Catalogue['drawing'], { tool, selected, options }: View): string | null {
  const chosen = selected >= 0;
  if (tool === 'brush') return chosen ? null : hints.brush;
  if (tool === 'fill') return chosen ? hints.fill : hints.fillChoose;
  if (tool === 'swap') return chosen ? hints.swapSecond : hints.swapFirst;
  if (tool === 'merge') return chosen ? hints.mergeSecond : hints.mergeFirst;
  if (tool === 'split') return options.split === 'line' ? hints.splitLine : hints.splitClick;
  return hints[tool];
}
