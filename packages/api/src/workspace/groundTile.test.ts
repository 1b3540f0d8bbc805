import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { describe, expect, it } from 'vitest';
import { FINEST_TILE } from '../../contract/workspace.ts';
import { groundTile } from './groundTile.ts';

/** The tile of a zoom that holds a place. */
function tileAt(lng: number, lat: number, z: number): [number, number, number] {
  const x = (lng + 180) / 360;
  const y = 0.5 - Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI);
  return [z, Math.floor(x * 2 ** z), Math.floor(y * 2 ** z)];
}

const read = async (tile: [number, number, number]): Promise<VectorTile> => new VectorTile(new PbfReader(await groundTile(...tile)));

/** Square units of the tile's grid that a layer of shapes covers in it. */
function covered(tile: VectorTile, layer: string): number {
  let sum = 0;
  for (let f = 0; f < (tile.layers[layer]?.length ?? 0); f++) {
    for (const ring of tile.layers[layer].feature(f).loadGeometry()) {
      ring.forEach((point, i) => {
        const next = ring[(i + 1) % ring.length];
        sum += (point.x * next.y - next.x * point.y) / 2;
      });
    }
  }
  return Math.abs(sum);
}

describe('tiles of the ground', () => {
  it('hold the whole world in a few hundred kilobytes, three quarters of it water', async () => {
    const world = await read([0, 0, 0]);
    expect(Object.keys(world.layers).sort()).toEqual(['coast', 'country-lines', 'lakes', 'places', 'state-lines', 'water']);
    const share = covered(world, 'water') / (4096 + 2 * 64) ** 2;
    // Mercator enlarges the north, where the land is.
    expect(share).toBeGreaterThan(0.5);
    expect(share).toBeLessThan(0.8);
    expect((await groundTile(0, 0, 0)).byteLength).toBeLessThan(200_000);
  });

  it.each(Array.from({ length: FINEST_TILE + 1 }, (_, z) => z))('know sea from land at zoom %i', async (z) => {
    const whole = (4096 + 2 * 64) ** 2;
    if (z >= 4) expect(covered(await read(tileAt(-40, 35, z)), 'water') / whole).toBeCloseTo(1, 2);
    if (z >= 6) expect(covered(await read(tileAt(-98.3, 39.1, z)), 'water')).toBe(0);
    const harbour = await read(tileAt(-74.05, 40.6, z));
    expect(harbour.layers.coast.length).toBeGreaterThan(0);
    expect(harbour.layers['state-lines']?.length ?? 0).toBeGreaterThan(0);
    const named = Array.from({ length: harbour.layers.places?.length ?? 0 }, (_, i) => harbour.layers.places.feature(i).properties);
    expect(named.filter(({ minZoom }) => Number(minZoom) > z + 1)).toEqual([]);
    if (z >= 3) expect(named.map(({ name }) => name)).toContain('New York City');
    expect('county-lines' in harbour.layers).toBe(z >= 7);
  });
});
