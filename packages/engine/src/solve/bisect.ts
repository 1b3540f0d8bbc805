import type { Ground } from '../problem/ground.ts';
import { rollUnit } from './dice.ts';
import type { Level } from './level.ts';
import { mass } from './seed.ts';

/**
 * A balanced first division by recursive bisection: each set of units is cut across its long axis, turned a little at
 * random, so that both sides hold the mass their territories are due. Sums come out even but for the grain of units, shapes
 * are rough, pieces possible: a start for the diagram, not a plan. O(n log n log k).
 *
 * @returns n owners; units of parts without territories get -1
 */
export function bisect(ground: Ground, level: Level, dice: Int32Array): Int32Array {
  const { k, q, partOf, inverse, importance } = ground;
  const u = mass(ground, level, 0.05);
  const owner = new Int32Array(level.n).fill(-1);
  // What a territory is due, up to a factor: large targets have small inverses.
  const due = new Float64Array(k).fill(q > 0 ? 0 : 1);
  for (let t = 0; t < k; t++) for (let m = 0; m < q; m++) due[t] += importance[m] / (inverse[t * q + m] * ground.mean[m]);
  const slots: number[][] = [];
  for (let t = 0; t < k; t++) if (partOf[t] >= 0) (slots[partOf[t]] ??= []).push(t);
  const members: number[][] = [];
  for (let i = 0; i < level.n; i++) (members[level.part[i]] ??= []).push(i);
  slots.forEach((list, p) => {
    const units = Int32Array.from(members[p] ?? []);
    split(units, list);
  });
  return owner;

  function split(units: Int32Array, list: number[]): void {
    if (list.length === 1 || units.length === 0) {
      for (const i of units) owner[i] = list[0];
      return;
    }
    const half = list.length >> 1;
    let left = 0;
    let all = 0;
    list.forEach((t, j) => {
      all += due[t];
      if (j < half) left += due[t];
    });
    const sorted = alongAxis(units);
    let total = 0;
    for (const i of units) total += u[i];
    let at = 0;
    let sum = 0;
    const goal = (total * left) / all;
    // Each side keeps at least as many units as it has territories, where there are enough.
    const least = Math.min(half, sorted.length);
    const most = Math.max(least, sorted.length - (list.length - half));
    while (at < most && (at < least || sum + u[sorted[at]] / 2 < goal)) sum += u[sorted[at++]];
    split(sorted.slice(0, at), list.slice(0, half));
    split(sorted.slice(at), list.slice(half));
  }

  /** The units in order along the long axis of their ground, turned by up to 30 degrees. */
  function alongAxis(units: Int32Array): Int32Array {
    let a = 0;
    let sx = 0;
    let sy = 0;
    let xx = 0;
    let xy = 0;
    let yy = 0;
    for (const i of units) {
      const w = level.area[i];
      a += w;
      sx += w * level.x[i];
      sy += w * level.y[i];
      xx += w * level.x[i] * level.x[i];
      xy += w * level.x[i] * level.y[i];
      yy += w * level.y[i] * level.y[i];
    }
    xx -= (sx * sx) / a;
    xy -= (sx * sy) / a;
    yy -= (sy * sy) / a;
    const spread = Math.sqrt((xx - yy) * (xx - yy) + 4 * xy * xy);
    // Eigenvector of the larger eigenvalue, from whichever form does not cancel.
    let dx = xx >= yy ? xx - yy + spread : 2 * xy;
    let dy = xx >= yy ? 2 * xy : yy - xx + spread;
    if (dx * dx + dy * dy < 1e-18) {
      dx = 1;
      dy = 0;
    }
    const turn = 1.15 * (rollUnit(dice) - 0.5);
    const ax = dx - turn * dy;
    const ay = dy + turn * dx;
    const key = new Float64Array(units.length);
    const order = new Uint32Array(units.length);
    for (let j = 0; j < units.length; j++) {
      key[j] = ax * level.x[units[j]] + ay * level.y[units[j]];
      order[j] = j;
    }
    order.sort((i, j) => key[i] - key[j] || i - j);
    return Int32Array.from(order, (j) => units[j]);
  }
}
