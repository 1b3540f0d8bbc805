import type { Ground } from '../problem/ground.ts';
import type { Workbench } from './workbench.ts';

/** What every holder has: holders * q sums and holders counts of units. */
export interface Holdings {
  readonly sum: Float64Array;
  readonly count: Int32Array;
}

export function holdingsOf({ ground: { level, q }, owner, holders }: Pick<Workbench, 'ground' | 'owner' | 'holders'>): Holdings {
  const sum = new Float64Array(holders * q);
  const count = new Int32Array(holders);
  for (let i = 0; i < level.n; i++) {
    const h = owner[i];
    count[h]++;
    for (let m = 0; m < q; m++) sum[h * q + m] += level.weight[i * q + m];
  }
  return { sum, count };
}

/** How far a sum is from the middle of its band, as a share of the target. */
export function offMiddle({ mid, inverse }: Pick<Ground, 'mid' | 'inverse'>, sum: Float64Array, j: number): number {
  return (sum[j] - mid[j]) * inverse[j];
}

/** Whether a territory has a sum outside its band. */
export function isOutside(ground: Pick<Ground, 'mid' | 'inverse' | 'half' | 'q'>, sum: Float64Array, t: number): boolean {
  for (let j = t * ground.q; j < (t + 1) * ground.q; j++) if (Math.abs(offMiddle(ground, sum, j)) > ground.half[j] + 1e-9) return true;
  return false;
}
