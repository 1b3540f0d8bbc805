import { makeBasemapShapes } from './basemapShapes.ts';
import { makeCities } from './cities.ts';
import { makeMapLabels } from './mapLabels.ts';
import { makePopulation } from './population.ts';
import { makeRegionShapes } from './regionShapes.ts';
import type { WrittenFile } from './writtenFile.ts';
import { makeZipCentroids } from './zipCentroids.ts';

/** Everything that `data/` commits besides its code. The same packages give the same bytes. */
export function makeFiles(): WrittenFile[] {
  return [...makeRegionShapes(), ...makeZipCentroids(), ...makeCities(), ...makeBasemapShapes(), ...makeMapLabels(), ...makePopulation()];
}
