import { Tooltip } from '@mantine/core';
import { IconBrush, IconEraser, IconLasso, IconPointer } from '@tabler/icons-react';
import type { Dispatch } from 'react';
import { useText } from '../../text/useText.ts';
import { useMayNot } from '../auth/useMayNot.ts';
import styles from './ToolStrip.module.css';
import type { ToolName, View, ViewAction } from './view.ts';

const TOOLS: readonly { readonly tool: ToolName; readonly key: string; readonly Icon: typeof IconBrush }[] = [
  { tool: 'select', key: 'V', Icon: IconPointer },
  { tool: 'brush', key: 'B', Icon: IconBrush },
  { tool: 'eraser', key: 'E', Icon: IconEraser },
  { tool: 'lasso', key: 'L', Icon: IconLasso },
];

/** The tools, down the left edge of the map. */
export function ToolStrip({ view, dispatch }: { view: View; dispatch: Dispatch<ViewAction> }): React.ReactNode {
  const mayNot = useMayNot()('scenario.edit');
  const t = useText().workspace.tools;
  return (
    <div className={styles.strip} role="toolbar" aria-orientation="vertical" aria-label={t.label}>
      {TOOLS.map(({ tool, key, Icon }) => (
        <Tooltip key={tool} label={tool !== 'select' && mayNot ? <>{t[tool]}. {mayNot}</> : <>{t[tool]} <kbd>{key}</kbd></>} position="right">
          <button
            type="button" className={view.tool === tool ? styles.on : styles.tool} aria-label={t[tool]} aria-pressed={view.tool === tool} aria-keyshortcuts={key}
            aria-disabled={tool !== 'select' && mayNot !== null} onClick={() => { if (tool === 'select' || mayNot === null) dispatch({ type: 'tool', tool }); }}
          >
            <Icon size={18} stroke={1.6} aria-hidden />
            <span className={styles.key} aria-hidden="true">{key}</span>
          </button>
        </Tooltip>
      ))}
    </div>
  );
}
