import { labelPoint, UNASSIGNED } from '@hexalign/engine';
import type { MultiPolygon, Point, Position } from 'geojson';
import type { Exported } from '../exported.ts';
import { territoryGeometry } from '../territoriesGeojson.ts';
import { circleOf, cornersOf, type Circle } from './projection.ts';
import { territoryColours } from './territoryColours.ts';

/** What every page of a plan's maps is drawn from; made once. k = territories. */
export interface MapGround {
  readonly shapes: readonly (MultiPolygon | Point)[];
  /** Around each shape; null for an empty one. */
  readonly circles: readonly (Circle | null)[];
  /** Units that are drawn one by one: those that nobody has, and all where units have no shape. `slot` is `UNASSIGNED` for nobody. */
  readonly units: readonly { readonly place: Position; readonly slot: number; readonly areaKm2: number }[];
  readonly colours: readonly string[];
  /** Where each territory's name sits best; null for an empty one. */
  readonly names: readonly ([number, number] | null)[];
}

/** @returns the ground of a plan for its maps */
export function mapGround({ plan, shapes }: Pick<Exported, 'plan' | 'shapes'>): MapGround {
  const { graph, slots, territories } = plan;
  const grounds = territories.map((_, slot) => territoryGeometry(plan, shapes, slot));
  return {
    shapes: grounds,
    circles: grounds.map((ground) => cornersOf([ground])).map((corners) => (corners.length === 0 ? null : circleOf(corners))),
    units: Array.from(slots.keys()).filter((u) => shapes === null || slots[u] === UNASSIGNED).map((u) => ({ place: [graph.lngLat[2 * u], graph.lngLat[2 * u + 1]], slot: slots[u], areaKm2: graph.areaKm2[u] })),
    colours: territoryColours(graph, slots, territories.length),
    names: grounds.map((ground) => (ground.type === 'Point' ? [ground.coordinates[0], ground.coordinates[1]] : labelPoint(ground as Parameters<typeof labelPoint>[0]))),
  };
}
