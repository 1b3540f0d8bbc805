import type { Position } from 'geojson';
import { cellToBoundary } from 'h3-js';
import { useEffect, useMemo, useReducer } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import { areaShapesOf, outerRing } from '../../map/areaShapes.ts';
import type { PlanMap } from '../../map/PlanMap.ts';
import styles from './CellCursor.module.css';
import type { CellCursor } from './useCellCursor.ts';

/** The outline of a unit. */
function ringOf(ids: readonly string[], unit: number): readonly Position[] {
  const areas = areaShapesOf(ids);
  if (areas === null) return cellToBoundary(ids[unit], true);
  const shape = areas[unit];
  return shape === null ? [] : outerRing(shape);
}

/** Small cells are ringed at this distance, CSS pixels. */
const RING_PX = 11;

/** The cell under the cursor with a ring, light on dark, that shows on every colour; and what is said of it, to read and to hear. */
export function CellCursorView({ map, editor, cursor: { unit, said } }: { map: PlanMap | null; editor: Editor; cursor: CellCursor }): React.ReactNode {
  const [, moved] = useReducer((count: number) => count + 1, 0);
  const on = map !== null && unit >= 0;
  const ring = useMemo(() => (unit >= 0 ? ringOf(editor.graph.ids, unit) : []), [editor, unit]);
  useEffect(() => {
    if (!map || !on) return;
    map.map.on('move', moved);
    return () => void map.map.off('move', moved);
  }, [map, on]);
  const points = on ? ring.map(([lng, lat]) => map.map.project([lng, lat])) : [];
  const [x, y] = [points.reduce((sum, point) => sum + point.x, 0) / points.length, points.reduce((sum, point) => sum + point.y, 0) / points.length];
  const tiny = points.every((point) => Math.hypot(point.x - x, point.y - y) < RING_PX);
  const line = points.map((point) => `${point.x.toFixed(1)},${point.y.toFixed(1)}`).join(' ');
  return (
    <>
      {on ? (
        <svg className={styles.overlay} aria-hidden="true" data-testid="cell-cursor" data-unit={editor.graph.ids[unit]}>
          {tiny ? <><circle cx={x} cy={y} r={RING_PX} className={styles.casing} /><circle cx={x} cy={y} r={RING_PX} className={styles.line} /></>
            : <><polygon points={line} className={styles.casing} /><polygon points={line} className={styles.line} /></>}
        </svg>
      ) : null}
      <p role="status" aria-live="polite" className={on ? styles.said : 'visually-hidden'} data-testid="cell-said">{said}</p>
    </>
  );
}
