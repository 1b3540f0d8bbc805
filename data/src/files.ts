import { dataPath } from './dataPath.ts';

/** Absolute paths of the files behind the map. All TopoJSON but `labels`, which is GeoJSON. */
export interface BasemapFiles {
  /** Objects `land`, `water` (the seas), `lakes`, `borders` (lines between countries). */
  world: string;
  /** Object `regions`: states and territories of the United States, id = postal code, `name`. */
  states: string;
  /** Object `counties`: id = FIPS, `name`, `state`. Large: fetch it when the map is close (zoom 7). */
  counties: string;
  /** Points with `name`, `kind` (country, state, city), `rank` (0 first), `minZoom`. */
  labels: string;
}

export function basemapFiles(): BasemapFiles {
  return {
    world: dataPath('basemap/world.json'),
    states: dataPath('regions/us-states.json'),
    counties: dataPath('basemap/us-counties.json'),
    labels: dataPath('basemap/labels.json'),
  };
}

/** Absolute paths of the invented company that the first run opens. Everything in it is synthetic. */
export interface DemoFiles {
  accounts: string;
  people: string;
  /** A messy file of prospects of the same company, as a customer would send it. */
  prospects: string;
}

export function demoFiles(): DemoFiles {
  return {
    accounts: dataPath('demo/accounts.csv'),
    people: dataPath('demo/people.csv'),
    prospects: dataPath('demo/prospects-sample.csv'),
  };
}
