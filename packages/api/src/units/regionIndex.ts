import type { MultiPolygon, Polygon, Position } from 'geojson';

/** Answers quickly whether places lie in a region. */
export interface RegionIndex {
  /** True inside, borders included on one side only. */
  has(lng: number, lat: number): boolean;
  /** True inside or at most so far outside; great-circle distance by a local plane, good to 1 % below 100 km. */
  hasNear(lng: number, lat: number, km: number): boolean;
}

const BAND = 0.25;
const KM_PER_DEGREE = 111.195;

/**
 * Sorts the edges of a region into bands of latitude, so that a place meets a few dozen of them instead of all.
 * Holes count as outside. The geometry must not cross the antimeridian (RFC 7946 cuts it there).
 */
export function regionIndex(region: Polygon | MultiPolygon): RegionIndex {
  const polygons: Position[][][] = region.type === 'Polygon' ? [region.coordinates] : region.coordinates;
  const edges: number[] = [];
  for (const rings of polygons) {
    for (const ring of rings) {
      for (let i = 0; i + 1 < ring.length; i++) edges.push(ring[i][0], ring[i][1], ring[i + 1][0], ring[i + 1][1]);
    }
  }
  const bands = new Map<number, number[]>();
  for (let e = 0; e < edges.length; e += 4) {
    const low = Math.floor(Math.min(edges[e + 1], edges[e + 3]) / BAND);
    const high = Math.floor(Math.max(edges[e + 1], edges[e + 3]) / BAND);
    for (let band = low; band <= high; band++) {
      const list = bands.get(band);
      if (list) list.push(e);
      else bands.set(band, [e]);
    }
  }

  const has = (lng: number, lat: number): boolean => {
    let inside = false;
    for (const e of bands.get(Math.floor(lat / BAND)) ?? []) {
      const [x0, y0, x1, y1] = [edges[e], edges[e + 1], edges[e + 2], edges[e + 3]];
      if (y0 > lat !== y1 > lat && lng < x0 + ((lat - y0) / (y1 - y0)) * (x1 - x0)) inside = !inside;
    }
    return inside;
  };

  const hasNear = (lng: number, lat: number, km: number): boolean => {
    if (has(lng, lat)) return true;
    const scale = Math.cos((lat * Math.PI) / 180) * KM_PER_DEGREE;
    const reach = km / KM_PER_DEGREE;
    for (let band = Math.floor((lat - reach) / BAND); band <= Math.floor((lat + reach) / BAND); band++) {
      for (const e of bands.get(band) ?? []) {
        const ax = (edges[e] - lng) * scale;
        const ay = (edges[e + 1] - lat) * KM_PER_DEGREE;
        const dx = (edges[e + 2] - edges[e]) * scale;
        const dy = (edges[e + 3] - edges[e + 1]) * KM_PER_DEGREE;
        const squared = dx * dx + dy * dy;
        const t = squared === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / squared));
        if ((ax + t * dx) ** 2 + (ay + t * dy) ** 2 <= km * km) return true;
      }
    }
    return false;
  };

  return { has, hasNear };
}
