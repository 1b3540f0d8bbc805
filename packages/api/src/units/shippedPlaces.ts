import { findRegion, regionCodes, regionsHolding, zipCentroid } from '@hexalign/data';
import type { PlaceData } from './placeData.ts';

/** The reference data that ships with the product. */
export const shippedPlaces: PlaceData = {
  zip: zipCentroid,
  region: findRegion,
  regionsHolding: (lngLat) => [...regionsHolding(lngLat).regions].sort((a, b) => b.points - a.points),
  regions: regionCodes,
};
