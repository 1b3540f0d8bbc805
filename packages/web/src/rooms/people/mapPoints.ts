import type { Feature, Point } from 'geojson';
import type { PinKind } from '../../map/pins.ts';
import type { Catalogue } from '../../text/useText.ts';

type PinFeature = Feature<Point, { kind: PinKind; label: string }>;

/** What stands on the map beside the territories, by the shape that it has there. */
export interface MapPoint {
  readonly sign: PinKind | 'vacant';
  readonly name: string;
  readonly count: number;
}

/** Lines of the legend for what stands on the map beside the territories. */
export function mapPoints(pins: readonly PinFeature[], vacant: number, heldCells: number, { people, exceptions }: Catalogue): MapPoint[] {
  const of = (kind: PinKind): number => pins.filter(({ properties }) => properties.kind === kind).length;
  const points: MapPoint[] = [
    { sign: 'home', name: people.legend.home, count: of('home') },
    { sign: 'free', name: people.legend.free, count: of('free') },
    { sign: 'vacant', name: people.legend.vacant, count: vacant },
    { sign: 'exception', name: exceptions.legend.exception, count: of('exception') },
    { sign: 'held', name: exceptions.legend.held, count: of('held') + heldCells },
  ];
  return points.filter(({ count }) => count > 0);
}
