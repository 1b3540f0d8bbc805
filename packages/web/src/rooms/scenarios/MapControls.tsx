import { Tooltip } from '@mantine/core';
import { IconFocusCentered, IconMinus, IconPlus } from '@tabler/icons-react';
import type { PlanMap } from '../../map/PlanMap.ts';
import { useText } from '../../text/useText.ts';
import styles from './ToolStrip.module.css';
import own from './MapControls.module.css';

/** Zoom in, out, and all of it. */
export function MapControls({ map, bounds }: { map: PlanMap | null; bounds: readonly [number, number, number, number] }): React.ReactNode {
  const t = useText().workspace.map;
  const buttons = [
    { label: t.zoomIn, Icon: IconPlus, run: () => map?.map.zoomIn() },
    { label: t.zoomOut, Icon: IconMinus, run: () => map?.map.zoomOut() },
    { label: t.all, Icon: IconFocusCentered, run: () => map?.fit(bounds) },
  ];
  return (
    <div className={own.controls}>
      {buttons.map(({ label, Icon, run }) => (
        <Tooltip key={label} label={label} position="left">
          <button type="button" className={styles.tool} aria-label={label} onClick={run}><Icon size={16} stroke={1.6} aria-hidden /></button>
        </Tooltip>
      ))}
    </div>
  );
}
