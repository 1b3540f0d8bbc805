import { Tooltip } from '@mantine/core';
import { IconArrowsExchange2, IconArrowsJoin, IconArrowsSplit, IconBrush, IconBucketDroplet, IconCircleDashed, IconEraser, IconHandStop, IconLasso, IconLock, IconMarquee2, IconPointer, IconPolygon, IconResize } from '@tabler/icons-react';
import { memo, type Dispatch } from 'react';
import { toolNames, type ToolName } from '../../editor/tools/tools.ts';
import { useText } from '../../text/useText.ts';
import type { ViewAction } from '../scenarios/view.ts';
import { liveKeys, useKeyChoices, type KeyChoices } from './keyChoices.ts';
import { keyCaps } from './keymap.ts';
import styles from './ToolStrip.module.css';

export const toolIcons: Record<ToolName, typeof IconBrush> = {
  select: IconPointer, brush: IconBrush, eraser: IconEraser, lasso: IconLasso, polygon: IconPolygon, rectangle: IconMarquee2, radius: IconCircleDashed,
  fill: IconBucketDroplet, grow: IconResize, swap: IconArrowsExchange2, merge: IconArrowsJoin, split: IconArrowsSplit, lock: IconLock, hold: IconHandStop,
};

/** A thin rule stands before these: paint, restructure, guard. */
const FIRST_OF_GROUP: ReadonlySet<ToolName> = new Set(['brush', 'swap', 'lock']);

/** Short form of a tool's key, for the corner of its button; empty where it has none. */
function keyOf(tool: ToolName, choices: KeyChoices): string {
  return liveKeys(tool, choices).slice(0, 1).flatMap(keyCaps).map((cap) => (cap === 'Shift' ? '⇧' : cap)).join('');
}

/** The tools, down the left edge of the map; made anew only when another one is taken up, for its tips are dear. */
export const ToolStrip = memo(({ chosen, dispatch, blocked }: { chosen: ToolName; dispatch: Dispatch<ViewAction>; blocked: string | null }): React.ReactNode => {
  const text = useText();
  const t = text.drawing.tools;
  const keys = useKeyChoices();
  return (
    <div className={`${styles.strip} ${styles.tools}`} role="toolbar" aria-orientation="vertical" aria-label={text.workspace.tools.label}>
      {toolNames.map((tool) => {
        const Icon = toolIcons[tool];
        const off = tool !== 'select' && blocked !== null;
        return (
          <Tooltip key={tool} label={off ? <>{t[tool]}. {blocked}</> : <>{t[tool]} <kbd>{keyOf(tool, keys)}</kbd></>} position="right" multiline={off} maw={280}>
            <button
              type="button" className={`${chosen === tool ? styles.on : styles.tool} ${FIRST_OF_GROUP.has(tool) ? styles.first : ''}`} aria-label={t[tool]} aria-pressed={chosen === tool}
              aria-keyshortcuts={liveKeys(tool, keys)[0]} aria-disabled={off} onClick={() => { if (!off) dispatch({ type: 'tool', tool }); }}
            >
              <Icon size={18} stroke={1.6} aria-hidden />
              <span className={styles.key} data-key={keyOf(tool, keys)} aria-hidden="true" />
            </button>
          </Tooltip>
        );
      })}
    </div>
  );
});
