import { ActionIcon, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useCallback, type Dispatch } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import type { EngineHost } from '../../engine/engineHost.ts';
import { useText } from '../../text/useText.ts';
import { useToast } from '../../ui/toast.ts';
import type { Drawing } from '../drawing/useDrawing.ts';
import { CellsSection } from '../scenarios/CellsSection.tsx';
import inspector from '../scenarios/Inspector.module.css';
import type { View, ViewAction } from '../scenarios/view.ts';
import { SelectSection } from './SelectSection.tsx';
import styles from './Typing.module.css';
import { WholeSection } from './WholeSection.tsx';

interface Props {
  readonly editor: Editor;
  readonly planId: string;
  readonly host: EngineHost;
  readonly drawing: Drawing;
  readonly colours: readonly number[];
  /** West, south, east, north of the plan. */
  readonly bounds: readonly number[];
  readonly view: View;
  readonly dispatch: Dispatch<ViewAction>;
  /** What else can be done with the chosen cells. */
  readonly apart: React.ReactNode;
  onClose(): void;
}

/** Every edit of the map in words: for whoever draws by keyboard, and where no map can be drawn. */
export function TypingPanel({ editor, planId, host, drawing, colours, bounds, view, dispatch, apart, onClose }: Props): React.ReactNode {
  const text = useText();
  const t = text.typing;
  const toast = useToast();
  const { proposals, areas, me, blocked, boundary } = drawing;
  const away = useCallback(([lng, lat]: readonly [number, number]): number => {
    const beyond = (value: number, least: number, most: number): number => Math.max(0, least - value, value - most);
    return beyond(lng, bounds[0], bounds[2]) + beyond(lat, bounds[1], bounds[3]);
  }, [bounds]);
  return (
    <aside className={inspector.panel} aria-label={t.title}>
      <div className={inspector.tabs}>
        <span className={inspector.tab}>{t.title}</span>
        <span className={inspector.space} />
        <Tooltip label={text.shell.close}><ActionIcon aria-label={text.shell.close} onClick={onClose}><IconX size={16} stroke={1.6} /></ActionIcon></Tooltip>
      </div>
      <div className={inspector.body}>
        <section className={inspector.section}><p className={styles.note}>{blocked ?? t.intro}</p></section>
        {view.cells.size > 0 ? <><CellsSection editor={editor} colours={colours} cells={view.cells} dispatch={dispatch} />{apart}</> : null}
        <SelectSection editor={editor} planId={planId} host={host} cells={view.cells} dispatch={dispatch} onFile={boundary.open} away={away} />
        {blocked === null ? <WholeSection ground={{ editor, view, areas: areas.set, proposals, me, text, dispatch, toast }} planId={planId} away={away} /> : null}
      </div>
    </aside>
  );
}
