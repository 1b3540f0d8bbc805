import type { Ground } from '../problem/ground.ts';
import type { Rules } from '../problem/rules.ts';
import { isBarred } from './asks.ts';
import type { Level } from './level.ts';
import type { Centres } from './seed.ts';

/** How many centres near a territory's own compete for its units. */
const RIVALS = 12;

/**
 * A balanced centroidal diagram: units go to the centre with the least d^2 / f, the factor f of a territory shrinks
 * while its sums are above target (the multiplicative influence of Geographer, von Looz, Tzovas and Meyerhenke 2018), and
 * centres move towards the centroids of area. Multiplicative steps stay in bounds where densities differ by thousands.
 */
export interface Diagram {
  readonly owner: Int32Array;
  readonly centres: Centres;
  readonly factor: Float64Array;
}

export function startDiagram(level: Level, ground: Ground, centres: Centres): Diagram {
  return { owner: new Int32Array(level.n).fill(-1), centres, factor: new Float64Array(ground.k).fill(1) };
}

/** The diagram that a division into territories suggests: centres at their centroids, factors by their areas. */
export function diagramOf(ground: Ground, level: Level, owner: Int32Array): Diagram {
  const { k } = ground;
  const x = new Float64Array(k);
  const y = new Float64Array(k);
  const factor = new Float64Array(k);
  for (let i = 0; i < level.n; i++) {
    const t = owner[i];
    if (t < 0) continue;
    factor[t] += level.area[i];
    x[t] += level.area[i] * level.x[i];
    y[t] += level.area[i] * level.y[i];
  }
  for (let t = 0; t < k; t++) {
    if (!(factor[t] > 0)) {
      factor[t] = 1e-6;
      continue;
    }
    x[t] /= factor[t];
    y[t] /= factor[t];
  }
  return { owner, centres: { x, y }, factor };
}

/** One iteration with steps of at most `clamp`; `first` looks at all centres, later ones only at rivals of the last owner. */
export function relaxDiagram(ground: Ground, level: Level, diagram: Diagram, rivals: Int32Array | null, clamp: number, pull: number): void {
  const { k, q, mid, inverse, importance, partOf } = ground;
  const { n, x, y, part, fixed } = level;
  const { owner, centres, factor } = diagram;
  const barred = level.asks?.barred ?? null;
  const cx = centres.x;
  const cy = centres.y;
  const gain = new Float64Array(k);
  for (let t = 0; t < k; t++) gain[t] = 1 / factor[t];
  for (let i = 0; i < n; i++) {
    if (fixed[i] >= 0) {
      owner[i] = fixed[i];
      continue;
    }
    const px = x[i];
    const py = y[i];
    let best = -1;
    let least = Infinity;
    if (rivals !== null && owner[i] >= 0) {
      const from = owner[i] * RIVALS;
      for (let r = from; r < from + RIVALS; r++) {
        const t = rivals[r];
        if (t < 0) break;
        if (barred !== null && isBarred(barred[t], i)) continue;
        const dx = px - cx[t];
        const dy = py - cy[t];
        const d = (dx * dx + dy * dy) * gain[t];
        if (d < least) {
          least = d;
          best = t;
        }
      }
    } else {
      for (let t = 0; t < k; t++) {
        if (partOf[t] !== part[i] || (barred !== null && isBarred(barred[t], i))) continue;
        const dx = px - cx[t];
        const dy = py - cy[t];
        const d = (dx * dx + dy * dy) * gain[t];
        if (d < least) {
          least = d;
          best = t;
        }
      }
    }
    owner[i] = best;
  }
  const area = new Float64Array(k);
  const sx = new Float64Array(k);
  const sy = new Float64Array(k);
  const sum = new Float64Array(k * q);
  for (let i = 0; i < n; i++) {
    const t = owner[i];
    if (t < 0) continue;
    const a = level.area[i];
    area[t] += a;
    sx[t] += a * x[i];
    sy[t] += a * y[i];
    for (let m = 0; m < q; m++) sum[t * q + m] += level.weight[i * q + m];
  }
  let heaviest = -1;
  let most = 0;
  const load = new Float64Array(k);
  for (let t = 0; t < k; t++) {
    let u = 0;
    for (let m = 0; m < q; m++) u += importance[m] * (1 + (sum[t * q + m] - mid[t * q + m]) * inverse[t * q + m]);
    load[t] = q > 0 ? u / q : 1;
    if (load[t] > most) {
      most = load[t];
      heaviest = t;
    }
  }
  for (let t = 0; t < k; t++) {
    if (area[t] > 0) {
      cx[t] += pull * (sx[t] / area[t] - cx[t]);
      cy[t] += pull * (sy[t] / area[t] - cy[t]);
      const step = load[t] > 1e-6 ? 1 / Math.sqrt(load[t]) : Infinity;
      factor[t] *= step > 1 + clamp ? 1 + clamp : step < 1 - clamp ? 1 - clamp : step;
    } else if (heaviest >= 0 && partOf[heaviest] === partOf[t]) {
      // A centre that lost all its ground starts again beside the heaviest one.
      const side = Math.sqrt(area[heaviest]) / 4;
      cx[t] = cx[heaviest] + side;
      cy[t] = cy[heaviest];
      factor[t] = factor[heaviest];
    }
  }
  if (ground.rules) tether(ground.rules, centres);
  rescale(factor);
}

/** Draws centres that are off their leash back to its end. */
function tether({ home, leash }: Rules, { x, y }: Centres): void {
  for (let t = 0; t < leash.length; t++) {
    const dx = x[t] - home[2 * t];
    const dy = y[t] - home[2 * t + 1];
    const square = dx * dx + dy * dy;
    if (!(square > leash[t])) continue;
    const by = Math.sqrt(leash[t] / square);
    x[t] = home[2 * t] + by * dx;
    y[t] = home[2 * t + 1] + by * dy;
  }
}

/** Keeps factors around 1: only their ratios matter. */
function rescale(factor: Float64Array): void {
  let largest = 0;
  for (const f of factor) if (f > largest) largest = f;
  for (let t = 0; t < factor.length; t++) factor[t] = Math.max(factor[t] / largest, 1e-9);
}

/** k * RIVALS: the centres of the same part nearest to each, itself first, -1 where there are fewer. Null when all compete anyway. */
export function rivalsOf(ground: Ground, diagram: Diagram): Int32Array | null {
  const { k, partOf } = ground;
  if (k <= 2 * RIVALS) return null;
  const { x, y } = diagram.centres;
  const { factor } = diagram;
  const rivals = new Int32Array(k * RIVALS).fill(-1);
  const far = new Float64Array(RIVALS);
  for (let s = 0; s < k; s++) {
    const row = s * RIVALS;
    let size = 0;
    for (let t = 0; t < k; t++) {
      if (partOf[t] !== partOf[s]) continue;
      const dx = x[t] - x[s];
      const dy = y[t] - y[s];
      const d = t === s ? -1 : (dx * dx + dy * dy) / factor[t];
      if (size === RIVALS && d >= far[RIVALS - 1]) continue;
      let at = size < RIVALS ? size++ : RIVALS - 1;
      while (at > 0 && far[at - 1] > d) {
        far[at] = far[at - 1];
        rivals[row + at] = rivals[row + at - 1];
        at--;
      }
      far[at] = d;
      rivals[row + at] = t;
    }
  }
  return rivals;
}
