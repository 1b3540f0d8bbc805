import { IconCircle, IconCircleDashed, IconCircleFilled, IconDiamondFilled, IconSquareFilled } from '@tabler/icons-react';
import type { Feature, Point } from 'geojson';
import type { PinKind } from '../../map/pins.ts';
import type { Catalogue } from '../../text/useText.ts';

type PinFeature = Feature<Point, { kind: PinKind; label: string }>;

/** Lines of the legend for what stands on the map beside the territories. */
export function mapPoints(pins: readonly PinFeature[], vacant: number, heldCells: number, { people, exceptions }: Catalogue): { sign: React.ReactNode; name: string; count: number }[] {
  const of = (kind: PinKind): number => pins.filter(({ properties }) => properties.kind === kind).length;
  const icon = { size: 12, 'aria-hidden': true } as const;
  return [
    { sign: <IconCircleFilled {...icon} />, name: people.legend.home, count: of('home') },
    { sign: <IconCircle {...icon} stroke={2.4} />, name: people.legend.free, count: of('free') },
    { sign: <IconCircleDashed {...icon} stroke={2} />, name: people.legend.vacant, count: vacant },
    { sign: <IconDiamondFilled {...icon} />, name: exceptions.legend.exception, count: of('exception') },
    { sign: <IconSquareFilled {...icon} />, name: exceptions.legend.held, count: of('held') + heldCells },
  ].filter(({ count }) => count > 0);
}
