/** A small accounts file of the right form, made up. */
export const exampleRows: readonly (readonly (string | number)[])[] = [
  ['account_id', 'name', 'latitude', 'longitude', 'potential_usd', 'hours_a_year'],
  ['00041', 'Northgate Clinic', 41.8819, -87.6278, 184000, 38],
  ['00042', 'Lakeview Laboratory', 43.0389, -87.9065, 96500, 52],
  ['00043', 'Prairie Foundry', 41.6005, -93.6091, 121000, 21],
];
