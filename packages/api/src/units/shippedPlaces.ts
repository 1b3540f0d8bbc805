import { findRegion, regionCodes, zipCentroid } from '@hexalign/data';
import type { PlaceData } from './placeData.ts';

/** The reference data that ships with the product. */
export const shippedPlaces: PlaceData = {
  zip: zipCentroid,
  region: findRegion,
  regions: regionCodes,
};
