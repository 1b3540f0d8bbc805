import type { Band } from './bands.ts';
import { figure, percentOf } from '../base/figure.ts';
import type { Held } from './held.ts';
import type { NameOf } from './naming.ts';
import type { OpenGround } from './openGround.ts';
import type { Problem, Violation } from './problem.ts';

const SLACK = 1e-9;
/** Faults of one kind named one by one. */
const NAMED = 10;

/** Bounds, shares, tolerances, holds and locks whose sums contradict each other, whatever lies beside what. */
export function boundClashes(problem: Problem, open: OpenGround, held: Held, bands: readonly Band[], nameOf: NameOf): Violation[] {
  return bands.flatMap((band) => [...emptyBounds(band, nameOf), ...tooMuchInAll(band), ...heldTooMuch(problem, open, held, band, nameOf), ...lockedOutside(problem, open, band, nameOf)]);
}

function emptyBounds({ key, goal, total, min, max }: Band, nameOf: NameOf): Violation[] {
  const found: Violation[] = [];
  for (let t = 0; t < min.length && found.length < NAMED; t++) {
    if (min[t] > max[t]) {
      found.push({ code: 'capacity.empty', message: `${nameOf(t)} must hold at least ${figure(min[t])} and at most ${figure(max[t])} of ${key}.`, slot: t, measure: key, value: min[t], limit: max[t] });
      continue;
    }
    if (goal === null) continue;
    const target = goal.share[t] * total;
    const under = max[t] < target * (1 - goal.tolerance) * (1 - SLACK);
    if (!under && !(min[t] > target * (1 + goal.tolerance) * (1 + SLACK))) continue;
    found.push({
      code: 'capacity.band',
      message: `By its share ${nameOf(t)} should hold ${figure(target)} of ${key}, within ${percentOf(goal.tolerance)}, but it ${under ? `may hold at most ${figure(max[t])}` : `must hold at least ${figure(min[t])}`}: change its share to ${percentOf((under ? max[t] : min[t]) / total)}, or the bound.`,
      slot: t, measure: key, value: target, limit: under ? max[t] : min[t],
    });
  }
  return found;
}

/** What all territories may hold together is less than there is, or what they need is more. */
function tooMuchInAll({ key, total, min, max, low, high, goal }: Band): Violation[] {
  const bounded = goal === null ? [min, max] : [low, high];
  let least = 0;
  let most = 0;
  for (let t = 0; t < min.length; t++) {
    least += bounded[0][t];
    most += bounded[1][t];
  }
  const within = goal === null ? '' : ' within their bounds and tolerance';
  if (most < total * (1 - SLACK)) return [{ code: 'capacity.total', message: `There is ${figure(total)} of ${key}, but all territories together can hold only ${figure(most)}${within}: raise a bound, or ask for more territories.`, measure: key, value: total, limit: most }];
  if (least > total * (1 + SLACK)) return [{ code: 'capacity.total', message: `There is ${figure(total)} of ${key}, but all territories together need ${figure(least)}${within}: lower a bound, or ask for fewer territories.`, measure: key, value: total, limit: least }];
  return [];
}

/** Single groups, and what is held in one territory, beyond what any or that one may hold. */
function heldTooMuch({ measures, graph, load, k }: Problem, open: OpenGround, { slotOf, leader, asked }: Held, { measure, key, high, total }: Band, nameOf: NameOf): Violation[] {
  const { values } = measures[measure];
  const q = measures.length;
  const found: Violation[] = [];
  const most = high.reduce((best, one) => Math.max(best, one), 0);
  const weight = new Float64Array(values.length);
  const size = new Uint32Array(values.length);
  const heldIn = new Float64Array(k);
  const carried = Float64Array.from({ length: k }, (_, t) => (load ? load[t * q + measure] : 0));
  let lightest = Infinity;
  for (let u = 0; u < values.length; u++) {
    weight[leader[u]] += values[u];
    size[leader[u]]++;
    if (slotOf[u] >= 0) heldIn[slotOf[u]] += values[u];
  }
  let heavy = -1;
  let many = 0;
  for (let head = 0; head < weight.length; head++) {
    if (size[head] === 0) continue;
    lightest = Math.min(lightest, weight[head]);
    if (size[head] === 1 || weight[head] <= most * (1 + SLACK)) continue;
    many++;
    if (heavy < 0 || weight[head] > weight[heavy]) heavy = head;
  }
  if (heavy >= 0) {
    const sum = weight[heavy];
    found.push({ code: 'group.too_heavy', message: `The ${size[heavy]} units kept together with ${graph.ids[heavy]} hold ${figure(sum)} of ${key}, more than the ${figure(most)} that any territory may hold${many > 1 ? `; ${many - 1} more ${many === 2 ? 'group is' : 'groups are'} too heavy as well` : ''}: divide the group, or ask for fewer territories.`, unit: heavy, measure: key, value: sum, limit: most });
  }
  const holds = new Set(asked.map(({ slot }) => slot));
  for (let t = 0; t < k && found.length < NAMED; t++) {
    if (open.locked[t]) continue;
    if (carried[t] > high[t] * (1 + SLACK)) {
      found.push({ code: 'load.too_heavy', message: `Named accounts alone bring ${figure(carried[t])} of ${key} to ${nameOf(t)}, more than the ${figure(high[t])} it may hold: give it a larger share, or release some.`, slot: t, measure: key, value: carried[t], limit: high[t] });
    } else if (holds.has(t) && heldIn[t] + carried[t] > high[t] * (1 + SLACK)) {
      found.push({ code: 'hold.too_heavy', message: `What is held in ${nameOf(t)} comes to ${figure(heldIn[t] + carried[t])} of ${key}, more than the ${figure(high[t])} it may hold: release some of it, or give the territory a larger share.`, slot: t, measure: key, value: heldIn[t] + carried[t], limit: high[t] });
    } else if (!holds.has(t) && carried[t] + lightest > high[t] * (1 + SLACK)) {
      found.push({ code: 'share.too_small', message: `${nameOf(t)} may hold at most ${figure(high[t])} of ${key}, ${percentOf(high[t] / total)} of all, but even the lightest unit holds ${figure(lightest)}: give it a larger share, or divide the units.`, slot: t, measure: key, value: lightest, limit: high[t] });
    }
  }
  return found;
}

function lockedOutside({ measures, baseline, load, k }: Problem, { locked }: OpenGround, { measure, key, low, high, goal }: Band, nameOf: NameOf): Violation[] {
  if (baseline === undefined || !locked.includes(1)) return [];
  const { values } = measures[measure];
  const sums = Float64Array.from({ length: k }, (_, t) => (load ? load[t * measures.length + measure] : 0));
  for (let u = 0; u < values.length; u++) if (baseline[u] < k) sums[baseline[u]] += values[u];
  const found: Violation[] = [];
  for (let t = 0; t < k && found.length < NAMED; t++) {
    if (!locked[t] || (sums[t] >= low[t] * (1 - SLACK) && sums[t] <= high[t] * (1 + SLACK))) continue;
    const limit = sums[t] > high[t] ? high[t] : low[t];
    found.push({ code: 'lock.outside', message: `${nameOf(t)} is locked at ${figure(sums[t])} of ${key}, ${sums[t] > high[t] ? 'more than the' : 'less than the'} ${figure(limit)} ${goal === null ? 'its bound' : 'its share and tolerance'} ${sums[t] > high[t] ? 'allow' : 'ask for'}: unlock it, or change its share.`, slot: t, measure: key, value: sums[t], limit });
  }
  return found;
}
