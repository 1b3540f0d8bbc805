import { Tooltip } from '@mantine/core';
import { IconFocusCentered, IconMinus, IconStack2, IconPlus } from '@tabler/icons-react';
import type { PlanMap } from '../../map/PlanMap.ts';
import { useText } from '../../text/useText.ts';
import styles from '../drawing/ToolStrip.module.css';
import own from './MapControls.module.css';

/** Zoom in, out, and all of it. */
export function MapControls({ map, bounds, onLayers }: { map: PlanMap | null; bounds: readonly [number, number, number, number]; onLayers(): void }): React.ReactNode {
  const text = useText();
  const t = text.workspace.map;
  const buttons = [
    { label: t.zoomIn, Icon: IconPlus, run: () => map?.map.zoomIn() },
    { label: t.zoomOut, Icon: IconMinus, run: () => map?.map.zoomOut() },
    { label: t.all, Icon: IconFocusCentered, run: () => map?.fit(bounds) },
    { label: text.seeing.layers.open, Icon: IconStack2, run: onLayers },
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
