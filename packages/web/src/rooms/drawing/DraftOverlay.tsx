import { useEffect, useReducer } from 'react';
import type { Draft } from '../../editor/tools/tool.ts';
import { fromMercator } from '../../map/mercator.ts';
import type { PlanMap } from '../../map/PlanMap.ts';
import styles from './DraftOverlay.module.css';

/** What is being drawn, and finished boundaries that wait for their card; stays on the ground while the map moves. */
export function DraftOverlay({ map, draft, rings }: { map: PlanMap | null; draft: Draft | null; rings: readonly (readonly number[])[] }): React.ReactNode {
  const [, moved] = useReducer((count: number) => count + 1, 0);
  const some = draft !== null || rings.length > 0;
  useEffect(() => {
    if (!map || !some) return;
    map.map.on('move', moved);
    return () => void map.map.off('move', moved);
  }, [map, some]);
  if (!map || !some) return null;
  const points = draft ? project(map, draft.points) : [];
  // Holes are left open, as nothing in them is taken.
  const outlines = rings.filter((ring) => ring.length >= 6).map((ring) => `M${text(project(map, ring))}Z`).join('');
  const corners = draft?.corners ? points.slice(0, -1) : [];
  return (
    <svg className={styles.overlay} aria-hidden="true">
      {outlines === '' ? null : <><path d={outlines} fillRule={rings.length > 1 ? 'evenodd' : 'nonzero'} className={styles.casing} /><path d={outlines} className={styles.line} /></>}
      {draft?.kind === 'ring' && points.length > 1 ? <><polygon points={text(points)} className={styles.casing} /><polygon points={text(points)} className={styles.line} /></> : null}
      {draft?.kind === 'line' ? <><polyline points={text(points)} className={styles.cutCasing} /><polyline points={text(points)} className={styles.line} /></> : null}
      {corners.map(([x, y], at) => <circle key={at} cx={x} cy={y} r={4} className={styles.corner} />)}
    </svg>
  );
}

const text = (points: readonly (readonly [number, number])[]): string => points.map(([x, y]) => `${x},${y}`).join(' ');

function project(map: PlanMap, ring: readonly number[]): [number, number][] {
  const out: [number, number][] = [];
  for (let i = 0; i < ring.length; i += 2) {
    const { x, y } = map.map.project(fromMercator(ring[i], ring[i + 1]));
    out.push([Math.round(x), Math.round(y)]);
  }
  return out;
}
