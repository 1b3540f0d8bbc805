import { fromEdges } from '../../src/graph/fromEdges.ts';
import type { Problem } from '../../src/problem/problem.ts';

export interface SmallGround {
  /** 2n degrees. */
  readonly lngLat: readonly number[];
  /** Pairs of units that touch. */
  readonly pairs: readonly number[];
}

/** The largest part of a grid of which one unit in eight is missing. */
export function gridWithHoles(width: number, height: number, random: () => number): SmallGround {
  const kept = Array.from({ length: width * height }, () => random() > 0.125);
  const pairs: number[] = [];
  kept.forEach((here, u) => {
    if (!here) return;
    if ((u + 1) % width !== 0 && kept[u + 1]) pairs.push(u, u + 1);
    if (kept[u + width]) pairs.push(u, u + width);
  });
  return largestPart(Array.from({ length: 2 * width * height }, (_, j) => 0.1 * (j % 2 === 0 ? (j >> 1) % width : Math.floor((j >> 1) / width))), pairs);
}

/** Scattered places, joined where no third one lies in the circle over two (Gabriel and Sokal 1969): planar and connected. */
export function scatteredPlaces(n: number, random: () => number): SmallGround {
  const side = 0.1 * Math.sqrt(n);
  const lngLat = Array.from({ length: 2 * n }, () => side * random());
  const square = (a: number, b: number): number => (lngLat[2 * a] - lngLat[2 * b]) ** 2 + (lngLat[2 * a + 1] - lngLat[2 * b + 1]) ** 2;
  const pairs: number[] = [];
  for (let a = 0; a < n; a++) {
    for (let b = a + 1; b < n; b++) {
      let joined = true;
      for (let c = 0; c < n && joined; c++) joined = c === a || c === b || square(a, c) + square(b, c) >= square(a, b);
      if (joined) pairs.push(a, b);
    }
  }
  return { lngLat, pairs };
}

/** A problem on small ground, every unit 100 square kilometres; a row of n weights and a tolerance per measure. */
export function problemOn({ lngLat, pairs }: SmallGround, k: number, weights: readonly (readonly number[])[], tolerances: readonly number[]): Problem {
  const n = lngLat.length / 2;
  const { graph } = fromEdges({ ids: Array.from({ length: n }, (_, u) => `u${String(u).padStart(3, '0')}`), lngLat: Float64Array.from(lngLat), areaKm2: new Float64Array(n).fill(100), pairs: Uint32Array.from(pairs) });
  const measures = weights.map((row, m) => ({ key: `m${m}`, unit: 'count' as const, values: Float64Array.from(row) }));
  return { graph, measures, k, goals: measures.map(({ key }, m) => ({ measure: key, share: new Float64Array(k).fill(1 / k), tolerance: tolerances[m], weight: 1 })), constraints: [], weights: { balance: 1, compactness: 1, disruption: 0, travel: 0 } };
}

function largestPart(lngLat: readonly number[], pairs: readonly number[]): SmallGround {
  const n = lngLat.length / 2;
  const near = Array.from({ length: n }, () => [] as number[]);
  for (let i = 0; i < pairs.length; i += 2) {
    near[pairs[i]].push(pairs[i + 1]);
    near[pairs[i + 1]].push(pairs[i]);
  }
  const seen = new Uint8Array(n);
  let largest: number[] = [];
  for (let start = 0; start < n; start++) {
    if (seen[start]) continue;
    const part = [start];
    seen[start] = 1;
    for (const u of part) {
      for (const v of near[u]) {
        if (seen[v]) continue;
        seen[v] = 1;
        part.push(v);
      }
    }
    if (part.length > largest.length) largest = part;
  }
  const position = new Map(largest.sort((a, b) => a - b).map((u, i) => [u, i]));
  return {
    lngLat: largest.flatMap((u) => [lngLat[2 * u], lngLat[2 * u + 1]]),
    pairs: pairs.filter((_, i) => position.has(pairs[i & ~1]) && position.has(pairs[i | 1])).map((u) => position.get(u)!),
  };
}
