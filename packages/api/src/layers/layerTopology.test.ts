import { describe, expect, it } from 'vitest';
import type { Topology } from 'topojson-specification';
import { layerTopology } from './layerTopology.ts';

/** A square of one degree with `steps` corners on each side, on a slight curve. */
function square(id: string, west: number, steps: number): Parameters<typeof layerTopology>[0]['areas'][number] {
  const side = (at: (t: number) => [number, number]): [number, number][] => Array.from({ length: steps }, (_, i) => at(i / steps));
  const bend = (t: number): number => 0.05 * t * (1 - t);
  const ring = [...side((t) => [west + t, 50 - bend(t)]), ...side((t) => [west + 1 + bend(t), 50 + t]), ...side((t) => [west + 1 - t, 51 + bend(t)]), ...side((t) => [west + bend(1 - t), 51 - t])];
  return { id, name: null, geometry: { type: 'Polygon', coordinates: [[...ring, ring[0]]] } };
}

describe('a boundary layer for the screen', () => {
  it('holds the border of two neighbours once, and names each area', () => {
    const made = JSON.parse(layerTopology({ areas: [square('a', 8, 4), { ...square('b', 9, 4), name: 'Ost' }] })) as Topology;
    const { geometries } = made.objects.areas as { geometries: { properties: unknown; arcs: number[][] }[] } & Topology['objects'][string];
    expect(geometries.map(({ properties }) => properties)).toEqual([{ id: 'a', name: 'a' }, { id: 'b', name: 'Ost' }]);
    const [a, b] = geometries.map(({ arcs }) => arcs.flat());
    expect(a.some((arc) => b.includes(~arc))).toBe(true);
  });

  it('leaves corners out where there are more than a screen can show', () => {
    const size = (text: string): number => (JSON.parse(text) as Topology).arcs.reduce((sum, arc) => sum + arc.length, 0);
    const areas = [square('a', 8, 1000), square('b', 9, 1000)];
    expect(size(layerTopology({ areas }))).toBeGreaterThan(6000);
    expect(size(layerTopology({ areas, most: 2000 }))).toBeLessThan(2200);
  });
});
