import type { Ground } from '../problem/ground.ts';
import type { Problem } from '../problem/problem.ts';

/** The slots of a problem's units from the owners of the ground's finest level; locked territories keep theirs. */
export function slotsOf(problem: Problem, ground: Ground, owner: Int32Array): Uint16Array {
  const { unitOf, slotOf, level } = ground;
  const n = unitOf.length;
  const slots = new Uint16Array(n);
  const nearest = ownersOfLeftOver(ground, owner);
  for (let u = 0; u < n; u++) {
    const i = unitOf[u];
    if (i < 0) slots[u] = problem.baseline ? problem.baseline[u] : 0;
    else slots[u] = slotOf[owner[i] >= 0 ? owner[i] : nearest[level.part[i]]];
  }
  return slots;
}

/** The owners on the finest level of an assignment of the problem's units; -1 where it says nothing usable. */
export function ownersOf(ground: Ground, slots: Uint16Array): Int32Array {
  const open = new Int32Array(65536).fill(-1);
  ground.slotOf.forEach((slot, t) => (open[slot] = t));
  const owner = new Int32Array(ground.level.n).fill(-1);
  for (let u = 0; u < ground.unitOf.length; u++) if (ground.unitOf[u] >= 0) owner[ground.unitOf[u]] = open[slots[u]];
  return owner;
}

/** Parts without a territory of their own are covered by the nearest that may lie in pieces, or else by the nearest; `validate` has said so. */
function ownersOfLeftOver(ground: Ground, owner: Int32Array): Int32Array {
  const { level, leftOver, k, rules } = ground;
  const nearest = new Int32Array(leftOver.length);
  if (!leftOver.includes(1)) return nearest;
  const x = new Float64Array(k);
  const y = new Float64Array(k);
  const area = new Float64Array(k);
  for (let i = 0; i < level.n; i++) {
    const t = owner[i];
    if (t < 0) continue;
    area[t] += level.area[i];
    x[t] += level.area[i] * level.x[i];
    y[t] += level.area[i] * level.y[i];
  }
  const done = new Uint8Array(leftOver.length);
  for (let i = 0; i < level.n; i++) {
    const p = level.part[i];
    if (owner[i] >= 0 || done[p]) continue;
    done[p] = 1;
    let least = Infinity;
    for (let t = 0; t < k; t++) {
      if (!(area[t] > 0) || (rules?.pieces && rules.scattered[t] === 0)) continue;
      const dx = x[t] / area[t] - level.x[i];
      const dy = y[t] / area[t] - level.y[i];
      if (dx * dx + dy * dy < least) {
        least = dx * dx + dy * dy;
        nearest[p] = t;
      }
    }
  }
  return nearest;
}

/**
 * Numbers interchangeable territories by their smallest unit, so that the same plan always has the same numbers.
 * Territories with something of their own (a share, a capacity, a load, held units, today's ground) keep their number.
 */
export function canonicalSlots(problem: Problem, slots: Uint16Array): Uint16Array {
  if (problem.baseline) return slots;
  const { k } = problem;
  const mark = new Array<string>(k).fill('');
  for (const { share } of problem.goals) for (let t = 0; t < k; t++) mark[t] += `${share[t]};`;
  const q = problem.measures.length;
  if (problem.load) for (let j = 0; j < problem.load.length; j++) mark[Math.floor(j / q)] += `${problem.load[j]};`;
  for (const c of problem.constraints) if ('slot' in c) mark[c.slot] += `own ${c.slot};`;

  // Territories in order of their smallest unit take the numbers of their kind in ascending order.
  const free = new Map<string, number[]>();
  for (let t = k - 1; t >= 0; t--) {
    const list = free.get(mark[t]);
    if (list) list.push(t);
    else free.set(mark[t], [t]);
  }
  const name = new Int32Array(k).fill(-1);
  const named = new Uint16Array(slots.length);
  for (let u = 0; u < slots.length; u++) {
    const t = slots[u];
    if (name[t] < 0) name[t] = free.get(mark[t])?.pop() ?? t;
    named[u] = name[t];
  }
  return named;
}
