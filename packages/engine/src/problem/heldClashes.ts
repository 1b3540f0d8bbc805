import type { Held } from './held.ts';
import type { NameOf } from './naming.ts';
import { flood, openRows, type OpenGround } from './openGround.ts';
import type { Problem, Violation } from './problem.ts';

/** Faults of one kind named one by one. */
const NAMED = 10;

/** Holds, seeds, locks and groups that contradict each other, or that no territory in one piece can keep. */
export function heldClashes(problem: Problem, open: OpenGround, held: Held, nameOf: NameOf): Violation[] {
  return [...contradictions(problem, open, held, nameOf), ...tornLocks(problem, open, nameOf), ...strayGroups(problem, open, held), ...walledOff(problem, open, held, nameOf), ...tooFewLeft(problem, open, held, nameOf)];
}

function contradictions({ graph, constraints, baseline, k }: Problem, { locked }: OpenGround, { slotOf, leader, asked }: Held, nameOf: NameOf): Violation[] {
  const found: Violation[] = [];
  const say = (violation: Violation): void => {
    if (found.filter(({ code }) => code === violation.code).length < NAMED) found.push(violation);
  };
  const own = new Map<number, number>();
  const id = (u: number): string => graph.ids[u];
  for (const { unit, slot } of asked) {
    const before = own.get(unit);
    if (before !== undefined && before !== slot) say({ code: 'hold.twice', message: `Unit ${id(unit)} is held in two territories, ${nameOf(before)} and ${nameOf(slot)}.`, unit, slot });
    else if (before === undefined && slotOf[unit] !== slot) say({ code: 'group.held_apart', message: `Unit ${id(unit)} is held in ${nameOf(slot)}, but must stay with unit ${id(leader[unit])}, whose group is held in ${nameOf(slotOf[unit])}.`, unit, slot });
    own.set(unit, before ?? slot);
    const now = baseline === undefined ? -1 : baseline[unit];
    if (locked[slot] && now !== slot) say({ code: 'hold.locked', message: `Unit ${id(unit)} is held in ${nameOf(slot)}, which is locked without it.`, unit, slot });
    else if (now >= 0 && now < k && locked[now] && now !== slot) say({ code: 'hold.locked', message: `Unit ${id(unit)} is held in ${nameOf(slot)} but lies in ${nameOf(now)}, which is locked.`, unit, slot: now });
  }
  if (baseline !== undefined && locked.includes(1) && constraints.some(({ type }) => type === 'keepTogether')) {
    const told = new Set<number>();
    for (let u = 0; u < leader.length; u++) {
      const lockOf = (v: number): number => (baseline[v] < k && locked[baseline[v]] ? baseline[v] : -1);
      if (told.has(leader[u]) || lockOf(u) === lockOf(leader[u])) continue;
      told.add(leader[u]);
      const slot = Math.max(lockOf(u), lockOf(leader[u]));
      say({ code: 'group.locked', message: `Units ${id(leader[u])} and ${id(u)} must stay together, but ${nameOf(slot)}, which is locked, holds only one of them.`, unit: u, slot });
    }
  }
  return found;
}

/** Locked territories that lie in pieces today. */
function tornLocks({ graph, constraints, baseline }: Problem, { locked }: OpenGround, nameOf: NameOf): Violation[] {
  if (baseline === undefined || !locked.includes(1)) return [];
  const scattered = new Set(constraints.flatMap((c) => (c.type === 'scattered' ? [c.slot] : [])));
  const rows = openRows(graph, constraints, (u) => baseline[u] < locked.length && locked[baseline[u]] === 1);
  const seen = new Uint8Array(baseline.length);
  const pieces = new Map<number, number>();
  for (let s = 0; s < baseline.length; s++) {
    if (seen[s] || !(baseline[s] < locked.length && locked[baseline[s]])) continue;
    pieces.set(baseline[s], (pieces.get(baseline[s]) ?? 0) + 1);
    flood(rows, s, (v) => seen[v] === 0 && baseline[v] === baseline[s], (v) => (seen[v] = 1));
  }
  return [...pieces].filter(([slot, count]) => count > 1 && !scattered.has(slot))
    .map(([slot, count]) => ({ code: 'lock.torn', message: `${nameOf(slot)} is locked as it lies today, in ${count} pieces that do not touch: unlock it, link the pieces, or let it lie in pieces.`, slot, value: count, limit: 1 }));
}

/** Groups whose units lie in parts of the ground between which there is no way, and that no scattered territory can take. */
function strayGroups({ graph, constraints }: Problem, { partOf }: OpenGround, { leader, slotOf }: Held): Violation[] {
  if (!constraints.some(({ type }) => type === 'keepTogether')) return [];
  const scattered = new Set(constraints.flatMap((c) => (c.type === 'scattered' ? [c.slot] : [])));
  const found: Violation[] = [];
  const told = new Set<number>();
  for (let u = 0; u < leader.length; u++) {
    const head = leader[u];
    // What a lock has taken out is named elsewhere.
    if (partOf[u] < 0 || partOf[head] < 0 || partOf[u] === partOf[head] || told.has(head)) continue;
    if (slotOf[u] >= 0 ? scattered.has(slotOf[u]) : scattered.size > 0) continue;
    told.add(head);
    if (found.length < NAMED) found.push({ code: 'group.not_connected', message: `Units ${graph.ids[head]} and ${graph.ids[u]} must stay together, but there is no way from one to the other: link them, or let the group go to several territories.`, unit: u });
  }
  return found;
}

/** Territories whose held units no ground connects that is not held elsewhere. */
function walledOff({ graph, constraints }: Problem, open: OpenGround, { slotOf, asked }: Held, nameOf: NameOf): Violation[] {
  if (asked.length < 2) return [];
  const scattered = new Set(constraints.flatMap((c) => (c.type === 'scattered' ? [c.slot] : [])));
  const { offsets, neighbors, partOf } = open;
  const n = slotOf.length;
  // Ground that nobody holds, by connected piece.
  const free = new Int32Array(n).fill(-1);
  let pieces = 0;
  for (let u = 0; u < n; u++) {
    if (free[u] >= 0 || slotOf[u] >= 0 || partOf[u] < 0) continue;
    flood(open, u, (v) => free[v] < 0 && slotOf[v] < 0, (v) => (free[v] = pieces));
    pieces++;
  }
  const units = new Map<number, number[]>();
  for (let u = 0; u < n; u++) {
    if (slotOf[u] < 0 || partOf[u] < 0 || open.locked[slotOf[u]] || scattered.has(slotOf[u])) continue;
    const list = units.get(slotOf[u]);
    if (list) list.push(u);
    else units.set(slotOf[u], [u]);
  }
  const found: Violation[] = [];
  for (const [slot, list] of units) {
    if (list.length < 2 || found.length >= NAMED) continue;
    const reached = new Set<number>([list[0]]);
    const crossed = new Set<number>();
    const beside = new Map<number, number[]>();
    for (const u of list) {
      for (let e = offsets[u]; e < offsets[u + 1]; e++) {
        const piece = free[neighbors[e]];
        if (piece < 0) continue;
        const there = beside.get(piece);
        if (there) there.push(u);
        else beside.set(piece, [u]);
      }
    }
    const queue = [list[0]];
    const go = (v: number): void => {
      if (reached.has(v)) return;
      reached.add(v);
      queue.push(v);
    };
    for (let head = 0; head < queue.length; head++) {
      const u = queue[head];
      for (let e = offsets[u]; e < offsets[u + 1]; e++) {
        const v = neighbors[e];
        if (slotOf[v] === slot) go(v);
        if (free[v] < 0 || crossed.has(free[v])) continue;
        crossed.add(free[v]);
        for (const w of beside.get(free[v]) ?? []) go(w);
      }
    }
    const lost = list.find((u) => !reached.has(u));
    if (lost !== undefined) found.push({ code: 'hold.apart', message: `Units ${graph.ids[list[0]]} and ${graph.ids[lost]} are both held in ${nameOf(slot)}, but no ground connects them that is not held elsewhere: release one, link them, or let ${nameOf(slot)} lie in pieces.`, unit: lost, slot });
  }
  return found;
}

/** More territories without anything held than units, or groups, that nobody holds. */
function tooFewLeft({ k }: Problem, { partOf, locked }: OpenGround, { slotOf, leader }: Held, nameOf: NameOf): Violation[] {
  const has = new Uint8Array(k);
  let free = 0;
  for (let u = 0; u < leader.length; u++) {
    if (slotOf[u] >= 0) has[slotOf[u]] = 1;
    else if (leader[u] === u && partOf[u] >= 0) free++;
  }
  let bare = 0;
  let last = -1;
  for (let t = 0; t < k; t++) {
    if (has[t] || locked[t]) continue;
    bare++;
    last = t;
  }
  if (bare <= free) return [];
  const left = free === 0 ? 'everything is held elsewhere' : `only ${free === 1 ? 'one unit or group is' : `${free} units or groups are`} left for ${bare === 1 ? 'it' : 'them'}`;
  return [{ code: 'territory.nothing_left', message: `${bare === 1 ? nameOf(last) : `${bare} territories`} can have no ground: ${left}. Release what is held, divide a group, or ask for fewer territories.`, ...(bare === 1 ? { slot: last } : {}), value: bare, limit: free }];
}
