/** Reference and demo data, read from files with `node:fs`: a table of contents, re-exports only. */
export { cities, type City } from './cities.ts';
export { commonPasswords } from './commonPasswords.ts';
export { demoCompany, type DemoCompany } from './demoCompany.ts';
export { basemapFiles, demoFiles, type BasemapFiles, type DemoFiles } from './files.ts';
export { findRegion, region, regionCodes, type Region } from './region.ts';
export { regionsHolding, type RegionsHolding } from './regionsHolding.ts';
export { attribution, sources, type Source } from './sources.ts';
export { usPopulation, type UsPopulation } from './usPopulation.ts';
export { restoreZip, zipCentroid, zipsBeginning, type ZipCentroid } from './zipCentroid.ts';
