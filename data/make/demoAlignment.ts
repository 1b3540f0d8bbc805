import { centroid } from '@turf/turf';
import type { Feature, MultiPolygon, Polygon } from 'geojson';
import { feature, neighbors } from 'topojson-client';
import { shapeIndex } from '../src/shapeIndex.ts';
import { DEMO_TERRITORIES } from './demoTerritories.ts';
import { distanceKm, nearby } from './nearby.ts';
import { topologySource } from './packageSource.ts';
import { shapesOf } from './regionShapes.ts';
import { OUTSIDE_LOWER_48, STATE_OF_FIPS } from './usStates.ts';

interface Counties {
  centres: [number, number][];
  states: string[];
  /** Neighbouring counties of each. */
  next: number[][];
  at(lngLat: readonly [number, number]): number;
}

/** Crossing a state line counts as this much further: sales grew along licences and habits. */
const STATE_LINE = 1.7;
const ROUNDS = 120;

/**
 * Today's alignment: each account's territory by name. Territories are whole counties that grew outwards from their hub, each
 * in one piece, and their head starts are tuned until the workload is as uneven as `DEMO_TERRITORIES` wants it.
 *
 * @param hours workload of each point, same order as `points`.
 */
export function demoAlignment(points: readonly (readonly [number, number])[], hours: readonly number[]): string[] {
  const counties = lower48Counties();
  const countyOf = points.map((point) => counties.at(point));
  const load = new Float64Array(counties.centres.length);
  countyOf.forEach((county, i) => (load[county] += hours[i]));
  const even = load.reduce((sum, each) => sum + each, 0) / DEMO_TERRITORIES.length;
  const hubs = DEMO_TERRITORIES.map(({ hub }) => counties.at(hub));
  const headStartKm = new Float64Array(hubs.length);
  let best = grow(counties, hubs, headStartKm);
  let bestMiss = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const owner = grow(counties, hubs, headStartKm);
    const sums = new Float64Array(hubs.length);
    owner.forEach((territory, county) => (sums[territory] += load[county]));
    const miss = DEMO_TERRITORIES.reduce((sum, territory, t) => sum + Math.abs(sums[t] / even - territory.load), 0);
    if (miss < bestMiss) [best, bestMiss] = [owner, miss];
    DEMO_TERRITORIES.forEach((territory, t) => {
      const off = Math.max(0.4, Math.min(2.5, sums[t] / (even * territory.load)));
      headStartKm[t] -= (round < ROUNDS / 2 ? 30 : 8) * Math.log(off);
    });
  }
  return countyOf.map((county) => DEMO_TERRITORIES[best[county]].name);
}

/** Every county goes to the hub that reaches it first, county by county: so each territory is in one piece. */
function grow(counties: Counties, hubs: readonly number[], headStartKm: Float64Array): Uint16Array {
  const { centres, states, next } = counties;
  const cost = new Float64Array(centres.length).fill(Infinity);
  const owner = new Uint16Array(centres.length);
  const done = new Uint8Array(centres.length);
  const open = new Set<number>();
  const most = Math.max(...headStartKm);
  hubs.forEach((county, t) => {
    cost[county] = most - headStartKm[t];
    owner[county] = t;
    open.add(county);
  });
  while (open.size > 0) {
    let least = -1;
    for (const county of open) if (least < 0 || cost[county] < cost[least] || (cost[county] === cost[least] && county < least)) least = county;
    open.delete(least);
    done[least] = 1;
    for (const other of next[least]) {
      if (done[other]) continue;
      const line = states[other] === states[least] ? 1 : STATE_LINE;
      const reached = cost[least] + distanceKm(centres[least], centres[other]) * line;
      if (reached >= cost[other]) continue;
      cost[other] = reached;
      owner[other] = owner[least];
      open.add(other);
    }
  }
  return owner;
}

function lower48Counties(): Counties {
  const source = topologySource('us-atlas/counties-10m.json');
  const shapes = shapesOf(source, 'counties').filter((shape) => !OUTSIDE_LOWER_48.has(stateOf(shape.id)));
  const outlines = shapes.map((shape) => feature(source, shape as Parameters<typeof feature>[1]) as Feature<Polygon | MultiPolygon>);
  const centres = outlines.map((outline) => centroid(outline).geometry.coordinates as [number, number]);
  const next = joinIslands(neighbors(shapes), centres);
  const index = shapeIndex(outlines.map(({ geometry }) => ({ polygons: geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates })));
  return {
    centres,
    states: shapes.map((shape) => stateOf(shape.id)),
    next,
    at: ([lng, lat]) => {
      const held = index.holding(lng, lat);
      return held.length > 0 ? held[0] : Math.max(0, index.nearest(lng, lat, 50));
    },
  };
}

/** Counties without a border to the mainland get one to the nearest county that has. */
function joinIslands(next: number[][], centres: readonly [number, number][]): number[][] {
  const linked = next.map((each) => [...each]);
  const around = nearby(centres);
  for (;;) {
    const mainland = reachable(linked, 0);
    const island = mainland.indexOf(0);
    if (island < 0) return linked;
    const shore = [...reachable(linked, island).entries()].filter(([, held]) => held).map(([county]) => county);
    const bridges = shore.map((county) => {
      const over = around.nearest(centres[county], 60).find(({ at }) => mainland[at])!;
      return { county, ...over };
    });
    const bridge = bridges.reduce((a, b) => (b.km < a.km ? b : a));
    linked[bridge.county].push(bridge.at);
    linked[bridge.at].push(bridge.county);
  }
}

function reachable(next: readonly number[][], from: number): Uint8Array {
  const seen = new Uint8Array(next.length);
  const stack = [from];
  seen[from] = 1;
  while (stack.length > 0) {
    for (const other of next[stack.pop()!]) {
      if (seen[other]) continue;
      seen[other] = 1;
      stack.push(other);
    }
  }
  return seen;
}

function stateOf(fips: string | number | undefined): string {
  return STATE_OF_FIPS[String(fips).slice(0, 2)];
}
