import { useEffect, useState } from 'react';
import type { PlanMap } from '../../map/PlanMap.ts';
import { look } from '../../theme/territoryPalette.ts';
import { arrowPath, widthOf } from './arrowPath.ts';
import styles from './Maps.module.css';

/** What goes from one territory to another, between the places of their names, degrees. */
export interface Arrow {
  readonly from: number;
  readonly to: number;
  readonly start: readonly [number, number];
  readonly end: readonly [number, number];
  readonly value: number;
  readonly told: string;
}

/** Arrows over the map from who gives to who takes, as wide as what moves; they stay on the ground as the map moves. */
export function FlowArrows({ map, arrows, colours, label }: { map: PlanMap; arrows: readonly Arrow[]; colours: readonly number[]; label: string }): React.ReactNode {
  const [, setMoves] = useState(0);
  useEffect(() => {
    const redraw = (): void => setMoves((n) => n + 1);
    map.map.on('move', redraw);
    map.map.on('resize', redraw);
    return () => {
      map.map.off('move', redraw);
      map.map.off('resize', redraw);
    };
  }, [map]);
  const most = Math.max(0, ...arrows.map(({ value }) => value));
  return (
    <svg className={styles.arrows} role="img" aria-label={label}>
      {arrows.map((arrow) => {
        const [a, b] = [map.map.project([...arrow.start]), map.map.project([...arrow.end])];
        const width = widthOf(arrow.value, most);
        const { path, middle } = arrowPath([a.x, a.y], [b.x, b.y], width);
        return (
          <g key={`${arrow.from} ${arrow.to}`}>
            <path d={path} style={{ fill: `var(--hx-territory-${look(colours[arrow.to] ?? 0).hue})` }} />
            <text x={middle[0]} y={middle[1]} textAnchor="middle" dominantBaseline="central">{arrow.told}</text>
          </g>
        );
      })}
    </svg>
  );
}
