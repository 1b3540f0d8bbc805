import type { UnitGraph } from '@hexalign/engine';
import { mercatorX, mercatorY } from '../../map/mercator.ts';
import { metresBetween } from '../tools/radius.ts';
import { flood } from './flood.ts';

/** What a drive is reckoned by where no roads are known, as hours of work are: on the way, and how much longer roads are than straight lines. */
export const DRIVE = { speedKmh: 60, detour: 1.3 } as const;

/** Units around `start` that a drive of so many minutes reaches, centre to centre, over ground that hangs together; `start` itself always. Nearest by borders first. */
export function withinDrive(graph: Pick<UnitGraph, 'offsets' | 'neighbors' | 'lngLat'>, start: number, minutes: number): number[] {
  const place = (u: number): [number, number] => [mercatorX(graph.lngLat[2 * u]), mercatorY(graph.lngLat[2 * u + 1])];
  const metres = (minutes / 60) * (DRIVE.speedKmh / DRIVE.detour) * 1000;
  const from = place(start);
  return flood(graph, start, (u) => u === start || metresBetween(from, place(u)) <= metres);
}
