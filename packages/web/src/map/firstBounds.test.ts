import { expect, it } from 'vitest';
import { firstBounds } from './firstBounds.ts';
import { mercatorX, mercatorY } from './mercator.ts';

const at = (...places: [number, number][]): number[] => places.flatMap(([lng, lat]) => [mercatorX(lng), mercatorY(lat)]);

it('shows all of what does not go round the date line', () => {
  expect(firstBounds(at([-125, 40], [30, 50]), [-125, 40, 30, 50])).toEqual([-125, 40, 30, 50]);
  expect(firstBounds(at([-100, 40], [100, 50]), [-100, 40, 100, 50])).toEqual([-100, 40, 100, 50]);
});

it('shows the side with more of a country whose islands lie beyond the date line', () => {
  const shown = firstBounds(at([-124, 48], [-67, 45], [-160, 21], [144.8, 13.5]), [-160, 13.5, 144.8, 48]);
  [-160, 21, -67, 48].forEach((edge, i) => expect(shown[i]).toBeCloseTo(edge, 6));
});

/** Units on a grid, as `[lng, lat]`. */
function field(west: number, south: number, east: number, north: number, step: number): [number, number][] {
  const places: [number, number][] = [];
  for (let lng = west; lng <= east; lng += step) for (let lat = south; lat <= north; lat += step) places.push([lng, lat]);
  return places;
}

const MAIN = field(-124, 25, -67, 49, 1);
const FAR: [number, number][] = [...field(-168, 55, -131, 70, 1), ...field(172, 52, 179, 53, 1), ...field(-160, 19, -155, 22, 1), [144.8, 13.5], [-170.7, -14.3], [-66, 18.2]];
/** As cells of a hundred kilometres, each with what it counts for. */
const counted = (...values: number[]): { weights: number[]; areaKm2: number[] } => ({ weights: values, areaKm2: values.map(() => 10_000) });
const weights = (far: number): ReturnType<typeof counted> => counted(...MAIN.map(() => 1), ...FAR.map(() => far));

it('shows the main land of a country whose far parts hold little, on whichever side of the date line they lie', () => {
  const shown = firstBounds(at(...MAIN, ...FAR), [-170.7, -14.3, 179, 70], weights(0.02));
  [-124, 25, -67, 49].forEach((edge, i) => expect(shown[i]).toBeCloseTo(edge, 6));
  const turned = firstBounds(at(...[...MAIN, ...FAR].map(([lng, lat]): [number, number] => [lng < -40 ? lng + 200 : lng - 160, lat])), [-180, -14.3, 180, 70], weights(0.02));
  [76, 25, 133, 49].forEach((edge, i) => expect(turned[i]).toBeCloseTo(edge, 6));
});

it('shows far parts that hold much, and near ones that hold little', () => {
  const much = firstBounds(at(...MAIN, ...FAR), [-170.7, -14.3, 179, 70], weights(0.5));
  expect(much[0]).toBeLessThan(-150);
  const near = field(8, 47, 15, 55, 0.5);
  const island: [number, number] = [16, 55.5];
  expect(firstBounds(at(...near, island), [8, 47, 16, 55.5], counted(...near.map(() => 1), 0.1))).toEqual([8, 47, 16, 55.5]);
  expect(firstBounds(at(...near, [60, 10]), [8, 10, 60, 55], counted(...near.map(() => 0), 0))).toEqual([8, 10, 60, 55]);
});

it('shows all of a wide country whose people live in one corner, however large its cells elsewhere', () => {
  const [city, country] = [field(151, -34, 151.5, -33.5, 0.05), field(114, -38, 153, -12, 2)];
  const shown = firstBounds(at(...city, ...country), [114, -38, 153, -12], { weights: [...city.map(() => 1), ...country.map(() => 0.001)], areaKm2: [...city.map(() => 30), ...country.map(() => 45_000)] });
  expect(shown).toEqual([114, -38, 153, -12]);
});
