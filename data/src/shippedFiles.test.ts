import { readFileSync } from 'node:fs';
import { cellArea, isValidCell, UNITS } from 'h3-js';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { describe, expect, it } from 'vitest';
import { cities } from './cities.ts';
import { basemapFiles } from './files.ts';
import { shapeIndex } from './shapeIndex.ts';
import { attribution, sources } from './sources.ts';
import { usPopulation } from './usPopulation.ts';

const json = <T>(path: string): T => JSON.parse(readFileSync(path, 'utf8')) as T;

describe('the basemap', () => {
  it('has the objects that its description names', () => {
    const { world, states, counties } = basemapFiles();
    expect(Object.keys(json<Topology>(world).objects).sort()).toEqual(['borders', 'lakes', 'land', 'water']);
    expect((json<Topology>(states).objects.regions as GeometryCollection).geometries).toHaveLength(56);
    const all = (json<Topology>(counties).objects.counties as GeometryCollection<{ name: string; state: string }>).geometries;
    expect(all.length).toBeGreaterThan(3_200);
    expect(all.find((county) => county.id === '06037')?.properties).toEqual({ name: 'Los Angeles', state: 'CA' });
  });

  it('names places in plain ASCII and gives each a zoom', () => {
    const { features } = json<GeoJSON.FeatureCollection<GeoJSON.Point>>(basemapFiles().labels);
    expect(features.filter((label) => label.properties!.kind === 'city')).toHaveLength(1_500);
    for (const { properties } of features) {
      expect(properties!.name).toMatch(/^[\x20-\x7e]+$/);
      expect(properties!.minZoom).toBeLessThanOrEqual(9);
    }
  });

  it('has its cities on land, but for some on a coast', () => {
    const world = json<Topology<{ water: GeometryCollection }>>(basemapFiles().world);
    const water = feature(world, world.objects.water) as unknown as GeoJSON.Feature<GeoJSON.MultiPolygon>;
    const sea = shapeIndex([{ polygons: water.geometry.coordinates }]);
    const { features } = json<GeoJSON.FeatureCollection<GeoJSON.Point>>(basemapFiles().labels);
    const wet = features.filter(({ properties, geometry }) => properties!.kind === 'city' && sea.holding(geometry.coordinates[0], geometry.coordinates[1]).length > 0);
    expect(wet.length).toBeLessThan(45);
    expect([[-40, 35], [-150, 0], [179.9, -40], [-60, -55], [-75, 60]].map(([lng, lat]) => sea.holding(lng, lat).length)).toEqual([1, 1, 1, 1, 0]);
  });
});

it('searches places by name, largest first', () => {
  const all = cities();
  expect(all.length).toBeGreaterThan(15_000);
  expect(all.every((city, i) => i === 0 || city.population <= all[i - 1].population)).toBe(true);
  expect(all.find((city) => city.name === 'Springfield')?.country).toBe('US');
  expect(all.find((city) => city.name === 'Sao Paulo')?.lngLat[0]).toBeCloseTo(-46.6, 0);
  expect(all.filter((city) => city.country === 'US').every((city) => /^[A-Z]{2}$/.test(city.region))).toBe(true);
});

it('covers the United States with people at the census total', () => {
  const { cells, people } = usPopulation();
  expect(cells.every(isValidCell)).toBe(true);
  expect([...cells].sort()).toEqual(cells);
  expect(new Set(cells).size).toBe(cells.length);
  const land = cells.reduce((sum, cell) => sum + cellArea(cell, UNITS.km2), 0);
  expect(land).toBeGreaterThan(9.1e6);
  expect(land).toBeLessThan(9.6e6);
  expect(Math.abs(people.reduce((sum, each) => sum + each, 0) / 331_449_281 - 1)).toBeLessThan(0.001);
});

it('names every source with its licence', () => {
  for (const { name } of sources()) expect(attribution()).toContain(name);
  expect(sources().find(({ name }) => name === 'GeoNames')?.licence).toBe('CC BY 4.0');
});
