/** Reference and demo data, read from files with `node:fs`: a table of contents, re-exports only. */
export { findRegion, region, regionCodes, type Region } from './region.ts';
export { regionsHolding, type RegionsHolding } from './regionsHolding.ts';
export { restoreZip, zipCentroid, type ZipCentroid } from './zipCentroid.ts';
