/** Where shipped data comes from. */
export interface Source {
  name: string;
  licence: string;
  /** What of ours is made from it. */
  usedFor: string;
  url: string;
}

/** All sources of shipped data. The map's corner names them, and licences ask for it (GeoNames: CC BY 4.0). */
export function sources(): readonly Source[] {
  return [
    {
      name: 'Natural Earth',
      licence: 'public domain',
      usedFor: 'countries, seas and lakes',
      url: 'https://www.naturalearthdata.com',
    },
    {
      name: 'US Census Bureau',
      licence: 'public domain',
      usedFor: 'states, counties and ZIP centroids',
      url: 'https://www.census.gov/geographies.html',
    },
    {
      name: 'GeoNames',
      licence: 'CC BY 4.0',
      usedFor: 'city names and population; the invented demo accounts are placed by them',
      url: 'https://www.geonames.org',
    },
  ];
}

/** The line in the map's corner. */
export function attribution(): string {
  return 'Natural Earth · US Census Bureau · © GeoNames (CC BY 4.0)';
}
