import type { Transport } from './transportDual.ts';

/** A unit heavier than this share of a mean territory in any measure is never merged. */
const HEAVY = 0.01;
/** Units looked at to set the classes. */
const SAMPLE = 16_384;

/**
 * The same problem with units merged that lie in the same square and whose measures are in about the same ratio: total
 * mass and weights at the centre of mass. Its multipliers are a good start for the whole problem; its value is no bound.
 * Units of unlike ratio stay apart, because it is they that the multipliers of further measures tell apart.
 *
 * @param transport weights in mean territories
 * @param side side of the squares
 */
export function mergeAlike(transport: Transport, side: number): Transport {
  const { n, q, places, mass, weights, tied } = transport;
  const edges = ratioEdges(transport);
  const groups = new Map<string, number>();
  const groupOf = new Uint32Array(n);
  for (let i = 0; i < n; i++) {
    let heavy = false;
    for (let m = 0; m < q; m++) heavy ||= weights[i * q + m] > HEAVY;
    let key = `${i}`;
    if (!heavy) {
      key = `${Math.floor(places[2 * i] / side)} ${Math.floor(places[2 * i + 1] / side)} ${tied[i]}`;
      for (let m = 1; m < q; m++) {
        const share = shareOf(weights, i, q, m);
        let kind = 0;
        for (const edge of edges[m - 1]) if (share > edge) kind++;
        key += ` ${kind}`;
      }
    }
    let group = groups.get(key);
    if (group === undefined) groups.set(key, (group = groups.size));
    groupOf[i] = group;
  }
  const many = groups.size;
  const merged = { places: new Float64Array(2 * many), mass: new Float64Array(many), weights: new Float64Array(many * q), tied: new Int32Array(many) };
  const sizes = new Uint32Array(many);
  const plain = new Float64Array(2 * many);
  for (let i = 0; i < n; i++) {
    const group = groupOf[i];
    sizes[group]++;
    merged.mass[group] += mass[i];
    merged.tied[group] = tied[i];
    for (let axis = 0; axis < 2; axis++) {
      merged.places[2 * group + axis] += mass[i] * places[2 * i + axis];
      plain[2 * group + axis] += places[2 * i + axis];
    }
    for (let m = 0; m < q; m++) merged.weights[group * q + m] += weights[i * q + m];
  }
  for (let j = 0; j < 2 * many; j++) merged.places[j] = merged.mass[j >> 1] > 0 ? merged.places[j] / merged.mass[j >> 1] : plain[j] / sizes[j >> 1];
  return { ...transport, ...merged, n: many };
}

/** Per measure after the first the edges between classes of about equally many units. */
function ratioEdges({ n, q, weights }: Transport): number[][] {
  // Two measures have one ratio; with more of them there are fewer classes of each.
  const classes = q === 2 ? 6 : q === 3 ? 3 : q === 4 ? 2 : 1;
  const stride = Math.max(1, Math.floor(n / SAMPLE));
  return Array.from({ length: q - 1 }, (_, at) => {
    const shares = new Float64Array(Math.ceil(n / stride));
    for (let j = 0; j < shares.length; j++) shares[j] = shareOf(weights, j * stride, q, at + 1);
    shares.sort();
    return Array.from({ length: classes - 1 }, (__, c) => shares[Math.floor((shares.length * (c + 1)) / classes)]);
  });
}

/** A measure's share of itself and the first measure, 0-1. */
function shareOf(weights: Float64Array, i: number, q: number, m: number): number {
  const both = weights[i * q] + weights[i * q + m];
  return both > 0 ? weights[i * q + m] / both : 0;
}
