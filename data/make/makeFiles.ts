import { makeRegionShapes } from './regionShapes.ts';
import { makeZipCentroids } from './zipCentroids.ts';
import type { WrittenFile } from './writtenFile.ts';

/** Everything that `data/` commits besides its code. The same packages give the same bytes. */
export function makeFiles(): WrittenFile[] {
  return [...makeRegionShapes(), ...makeZipCentroids()];
}
