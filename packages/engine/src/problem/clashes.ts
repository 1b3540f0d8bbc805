import { components } from '../graph/components.ts';
import type { Problem, Violation } from './problem.ts';

/** Demands that cannot be kept together. Expects sound numbers. */
export function clashes(problem: Problem): Violation[] {
  const { graph, constraints, baseline, k } = problem;
  const n = graph.ids.length;
  const found: Violation[] = [];
  const say = (violation: Violation): void => {
    if (found.length < 50) found.push(violation);
  };

  const locked = new Uint8Array(k);
  for (const c of constraints) if (c.type === 'lock') locked[c.slot] = 1;
  const holder = new Int32Array(n).fill(-1);
  for (const c of constraints) {
    if (c.type !== 'hold' && c.type !== 'seed') continue;
    for (const u of c.type === 'hold' ? c.units : [c.unit]) {
      if (holder[u] >= 0 && holder[u] !== c.slot) {
        say({ code: 'hold.twice', message: `Unit ${graph.ids[u]} is held in two territories, ${holder[u]} and ${c.slot}.`, unit: u, slot: c.slot });
      }
      holder[u] = c.slot;
      const now = baseline ? baseline[u] : -1;
      if (locked[c.slot] && now !== c.slot) {
        say({ code: 'hold.locked', message: `Unit ${graph.ids[u]} is held in territory ${c.slot}, which is locked without it.`, unit: u, slot: c.slot });
      } else if (now >= 0 && now < k && locked[now] && now !== c.slot) {
        say({ code: 'hold.locked', message: `Unit ${graph.ids[u]} is held in territory ${c.slot} but lies in territory ${now}, which is locked.`, unit: u, slot: now });
      }
    }
  }
  for (const c of constraints) {
    if (c.type !== 'keepTogether') continue;
    const slotOf = new Map<number, number>();
    for (let u = 0; u < n; u++) {
      const g = c.group[u];
      if (g === 0 || holder[u] < 0) continue;
      const other = slotOf.get(g);
      if (other !== undefined && other !== holder[u]) {
        say({ code: 'group.held_apart', message: `Unit ${graph.ids[u]} must stay with its group, but the group is held in territories ${other} and ${holder[u]}.`, unit: u, slot: holder[u] });
      }
      slotOf.set(g, holder[u]);
    }
    for (const g of splitGroups(problem, c.group)) say(g);
    for (const g of lockedGroups(problem, c.group, locked)) say(g);
  }
  for (const c of constraints) {
    if (c.type !== 'capacity') continue;
    if (!(c.min <= c.max)) {
      say({ code: 'capacity.empty', message: `Territory ${c.slot} must hold at least ${c.min} and at most ${c.max} of ${c.measure}.`, slot: c.slot, measure: c.measure, value: c.min, limit: c.max });
    }
    const goal = problem.goals.find((g) => g.measure === c.measure);
    const measure = problem.measures.find((m) => m.key === c.measure);
    if (!goal || !measure) {
      say({ code: 'capacity.measure', message: `A capacity names ${c.measure}, which is not balanced.`, slot: c.slot, measure: c.measure });
      continue;
    }
    let total = 0;
    for (const v of measure.values) total += v;
    const target = goal.share[c.slot] * total;
    if (c.max < target * (1 - goal.tolerance) || c.min > target * (1 + goal.tolerance)) {
      say({ code: 'capacity.band', message: `Territory ${c.slot}'s target of ${c.measure} is ${target}, outside its capacity of ${c.min} to ${c.max}. Change its share.`, slot: c.slot, measure: c.measure, value: target, limit: c.max });
    }
  }
  return found;
}

/** Groups of which a part lies in a locked territory and the rest does not: nothing may go in or come out to join them. */
function lockedGroups({ graph, baseline }: Problem, group: Uint32Array, locked: Uint8Array): Violation[] {
  if (!baseline || !locked.includes(1)) return [];
  const home = new Map<number, number>();
  const found: Violation[] = [];
  for (let u = 0; u < group.length; u++) {
    if (group[u] === 0) continue;
    const slot = baseline[u] < locked.length && locked[baseline[u]] ? baseline[u] : -1;
    const other = home.get(group[u]) ?? slot;
    home.set(group[u], other);
    if (other === slot) continue;
    const lock = Math.max(other, slot);
    found.push({ code: 'group.locked', message: `Unit ${graph.ids[u]} must stay with its group, but territory ${lock}, which is locked, holds only a part of it.`, unit: u, slot: lock });
  }
  return found;
}

/** Groups whose units do not touch each other. */
function splitGroups(problem: Problem, group: Uint32Array): Violation[] {
  const { graph } = problem;
  // Group numbers may be any uint32; pieces are found on a compact 16-bit relabelling, in rounds when there are many.
  const names = [...new Set(group)].filter((g) => g > 0).sort((a, b) => a - b);
  const found: Violation[] = [];
  for (let start = 0; start < names.length; start += 60000) {
    const slice = new Map(names.slice(start, start + 60000).map((g, i) => [g, i + 1]));
    const slots = Uint16Array.from(group, (g) => slice.get(g) ?? 0);
    const { first } = components(graph, slots);
    const pieces = new Map<number, number>();
    for (const u of first) if (slots[u] > 0) pieces.set(group[u], (pieces.get(group[u]) ?? 0) + 1);
    for (const [g, count] of pieces) {
      if (count > 1 && found.length < 50) {
        found.push({ code: 'group.not_connected', message: `Group ${g} lies in ${count} pieces that do not touch; its territory cannot be in one piece without the ground between.`, value: count });
      }
    }
  }
  return found;
}
