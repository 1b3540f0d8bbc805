import type { Ground } from '../problem/ground.ts';

/** How far a sum is from the middle of its band, as a share of the target. */
export function offMiddle({ mid, inverse }: Pick<Ground, 'mid' | 'inverse'>, sum: Float64Array, j: number): number {
  return (sum[j] - mid[j]) * inverse[j];
}

/** Whether a territory has a sum outside its band. */
export function isOutside(ground: Pick<Ground, 'mid' | 'inverse' | 'half' | 'q'>, sum: Float64Array, t: number): boolean {
  for (let j = t * ground.q; j < (t + 1) * ground.q; j++) if (Math.abs(offMiddle(ground, sum, j)) > ground.half[j] + 1e-9) return true;
  return false;
}
