/** One territory of the invented company, as it grew over the years. */
export interface DemoTerritory {
  name: string;
  /** Where its first seller lived; growth starts here. `[lng, lat]`. */
  hub: [number, number];
  hubCity: string;
  hubState: string;
  /** Workload it has today, as a share of an even split. */
  load: number;
}

const ROWS: readonly (readonly [string, string, string, number, number, number])[] = [
  ['Puget Sound', 'Seattle', 'WA', -122.33, 47.61, 1.02],
  ['Cascades', 'Portland', 'OR', -122.68, 45.52, 0.86],
  ['Bay Area', 'Oakland', 'CA', -122.27, 37.8, 1.22],
  ['Central Valley', 'Fresno', 'CA', -119.77, 36.74, 0.94],
  ['LA Basin', 'Los Angeles', 'CA', -118.24, 34.05, 1.5],
  ['Inland Empire', 'Riverside', 'CA', -117.4, 33.95, 1.12],
  ['Great Basin', 'Salt Lake City', 'UT', -111.89, 40.76, 0.72],
  ['Sonoran', 'Phoenix', 'AZ', -112.07, 33.45, 0.98],
  ['Northern Rockies', 'Billings', 'MT', -108.5, 45.78, 0.46],
  ['Front Range', 'Denver', 'CO', -104.99, 39.74, 0.95],
  ['Rio Grande', 'Albuquerque', 'NM', -106.65, 35.08, 0.6],
  ['North Texas', 'Dallas', 'TX', -96.8, 32.78, 1.24],
  ['South Texas', 'San Antonio', 'TX', -98.49, 29.42, 1.04],
  ['Gulf Coast', 'Houston', 'TX', -95.37, 29.76, 1.1],
  ['Central Plains', 'Wichita', 'KS', -97.33, 37.69, 1.02],
  ['North Central', 'Minneapolis', 'MN', -93.27, 44.98, 1.42],
  ['Prairie Lakes', 'Fargo', 'ND', -96.79, 46.88, 0.62],
  ['Lake Michigan', 'Chicago', 'IL', -87.65, 41.88, 1.5],
  ['Heartland', 'Davenport', 'IA', -90.58, 41.52, 0.84],
  ['Gateway', 'St. Louis', 'MO', -90.2, 38.63, 1.0],
  ['Wabash', 'Indianapolis', 'IN', -86.16, 39.77, 1.05],
  ['Lower Michigan', 'Lansing', 'MI', -84.56, 42.73, 1.06],
  ['Lake Erie', 'Cleveland', 'OH', -81.69, 41.5, 1.04],
  ['Ohio Valley', 'Cincinnati', 'OH', -84.51, 39.1, 1.08],
  ['Delta', 'Jackson', 'MS', -90.18, 32.3, 0.9],
  ['Tennessee Valley', 'Nashville', 'TN', -86.78, 36.16, 1.0],
  ['Gulf Pines', 'Birmingham', 'AL', -86.8, 33.52, 0.88],
  ['Piedmont', 'Atlanta', 'GA', -84.39, 33.75, 1.28],
  ['North Florida', 'Orlando', 'FL', -81.38, 28.54, 1.14],
  ['South Florida', 'Miami', 'FL', -80.19, 25.77, 1.02],
  ['Carolinas', 'Charlotte', 'NC', -80.84, 35.23, 1.34],
  ['Blue Ridge', 'Roanoke', 'VA', -79.94, 37.27, 0.7],
  ['Chesapeake', 'Baltimore', 'MD', -76.61, 39.29, 1.4],
  ['Alleghenies', 'Pittsburgh', 'PA', -80.0, 40.44, 0.8],
  ['Keystone', 'Philadelphia', 'PA', -75.16, 39.95, 1.16],
  ['Hudson', 'New York City', 'NY', -73.97, 40.78, 1.46],
  ['Long Island', 'Hempstead', 'NY', -73.62, 40.71, 0.92],
  ['Upstate', 'Syracuse', 'NY', -76.15, 43.05, 0.78],
  ['Connecticut Valley', 'Hartford', 'CT', -72.68, 41.76, 0.98],
  ['New England', 'Boston', 'MA', -71.06, 42.36, 1.3],
];

/** Forty territories; the loads are what was wished for, the counties decide what comes of it. */
export const DEMO_TERRITORIES: readonly DemoTerritory[] = ROWS.map(([name, hubCity, hubState, lng, lat, load]) => ({
  name,
  hub: [lng, lat],
  hubCity,
  hubState,
  load,
}));

/** Its seller has left and nobody has followed yet. */
export const VACANT_TERRITORY = 'Lower Michigan';
