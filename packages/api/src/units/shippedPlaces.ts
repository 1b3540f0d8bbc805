import { findRegion, regionCodes, zipCentroid, zipsBeginning } from '@hexalign/data';
import type { PlaceData } from './placeData.ts';

/** The reference data that ships with the product. */
export const shippedPlaces: PlaceData = {
  zip: zipCentroid,
  zips: zipsBeginning,
  region: findRegion,
  regions: regionCodes,
};
