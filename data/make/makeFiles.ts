import { makeBasemapShapes } from './basemapShapes.ts';
import { makeCities } from './cities.ts';
import { makeCommonPasswords } from './commonPasswords.ts';
import { makeDemo } from './demo.ts';
import { makeMapLabels } from './mapLabels.ts';
import { makePopulation } from './population.ts';
import { makeRegionShapes } from './regionShapes.ts';
import type { WrittenFile } from './writtenFile.ts';
import { makeZipCentroids } from './zipCentroids.ts';

/**
 * Everything that `data/` commits besides its code, one step at a time. The same packages give the same bytes.
 * The population and the demo read the region shapes that are already committed.
 */
export function* makeFiles(): Generator<WrittenFile> {
  for (const make of [makeRegionShapes, makeZipCentroids, makeCities, makeBasemapShapes, makeMapLabels, makePopulation, makeDemo, makeCommonPasswords]) {
    yield* make();
  }
}
