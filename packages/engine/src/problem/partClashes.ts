import type { Band } from './bands.ts';
import { percentOf } from '../base/figure.ts';
import type { Held } from './held.ts';
import type { NameOf } from './naming.ts';
import type { OpenGround } from './openGround.ts';
import type { Problem, Violation } from './problem.ts';

const SLACK = 1e-9;
/** Parts named one by one. */
const NAMED = 50;
/** Free territories up to which every choice of them is tried for a part; beyond, choices are judged by their number. */
const CHOICES = 12;

/** Parts of the open ground, apart by nature, barriers or locks, that territories in one piece cannot share out. */
export function partClashes(problem: Problem, open: OpenGround, held: Held, bands: readonly Band[], nameOf: NameOf): Violation[] {
  if (problem.constraints.some(({ type }) => type === 'scattered')) return [];
  const parts = open.sizes.length;
  const k = open.locked.reduce((left, flag) => left - flag, problem.k);
  if (k === 0 || parts === 0) return [];
  if (parts > k) return [{ code: 'graph.too_many_parts', message: `The ground has ${parts} separate parts for ${k} ${k === 1 ? 'territory' : 'territories'}. Join parts by links${problem.constraints.some(({ type }) => type === 'barrier') ? ', take barriers away' : ''}, or ask for at least ${parts} territories.`, value: parts, limit: k }];
  // Territories that are held in a part belong to it; the others may serve any.
  const inPart: number[][] = Array.from({ length: parts }, () => []);
  const taken = new Uint8Array(problem.k);
  for (let u = 0; u < held.slotOf.length; u++) {
    const t = held.slotOf[u];
    if (t < 0 || taken[t] || open.partOf[u] < 0 || open.locked[t]) continue;
    taken[t] = 1;
    inPart[open.partOf[u]].push(t);
  }
  const free = [...taken.keys()].filter((t) => !taken[t] && !open.locked[t]);
  const bare = inPart.flatMap((slots, p) => (slots.length === 0 ? [p] : []));
  if (bare.length > free.length) {
    const p = bare[bare.length - 1];
    return [{ code: 'part.without_territory', message: `${partName(problem, open, p, open.first[p])} can belong to no territory: all of them are held in other parts of the ground, and there is no way across. Link it to its neighbour, or release what is held.`, unit: open.first[p] }];
  }
  return parts === 1 && !open.locked.includes(1) && !problem.load ? [] : unevenParts(problem, open, bands, inPart, free, nameOf);
}

function partName({ graph }: Problem, { sizes }: OpenGround, p: number, unit: number): string {
  return sizes[p] === 1 ? `Unit ${graph.ids[unit]} alone` : `The part of ${sizes[p]} units around ${graph.ids[unit]}`;
}

/** The unit that holds most of a part says best where it is. */
function heaviestOf({ measures }: Problem, { partOf, first }: OpenGround, p: number, measure: number): number {
  const { values } = measures[measure];
  let heaviest = first[p];
  for (let u = 0; u < partOf.length; u++) if (partOf[u] === p && values[u] > values[heaviest]) heaviest = u;
  return heaviest;
}

/** Parts whose sums no choice of territories can share within their bands. */
function unevenParts(problem: Problem, open: OpenGround, bands: readonly Band[], inPart: readonly number[][], free: readonly number[], nameOf: NameOf): Violation[] {
  const { measures, load } = problem;
  const q = measures.length;
  const parts = open.sizes.length;
  // What has to come from the ground alone.
  const carried = (t: number, measure: number): number => (load ? load[t * q + measure] : 0);
  const low = bands.map((band) => band.low.map((value, t) => value - carried(t, band.measure)));
  const high = bands.map((band) => band.high.map((value, t) => value - carried(t, band.measure)));
  const inside = bands.map(({ measure }) => {
    const sums = new Float64Array(parts);
    const { values } = measures[measure];
    for (let u = 0; u < values.length; u++) if (open.partOf[u] >= 0) sums[open.partOf[u]] += values[u];
    return sums;
  });
  const found: Violation[] = [];
  for (let p = 0; p < parts && found.length < NAMED; p++) {
    // With one part every territory serves it.
    const must = parts === 1 ? [...inPart[p], ...free] : inPart[p];
    const may = parts === 1 ? [] : free;
    const fits = (b: number, least: number, most: number): boolean => inside[b][p] >= least - SLACK * Math.abs(least) && inside[b][p] <= most + SLACK * Math.abs(most);
    const alone = bands.findIndex((_, b) => !someChoice(must, may, [b], low, high, fits));
    if (alone < 0 && someChoice(must, may, [...bands.keys()], low, high, fits)) continue;
    found.push(uneven(problem, open, bands[Math.max(alone, 0)], inside[Math.max(alone, 0)][p], p, must, nameOf, alone < 0 ? bands.map(({ key }) => key) : []));
  }
  return found;
}

/** Whether some of the territories that may, with those that must, can hold a part in all of these measures. */
function someChoice(must: readonly number[], may: readonly number[], of: readonly number[], low: readonly Float64Array[], high: readonly Float64Array[], fits: (b: number, least: number, most: number) => boolean): boolean {
  const sum = (ends: Float64Array, slots: readonly number[]): number => slots.reduce((all, t) => all + ends[t], 0);
  if (may.length > CHOICES) {
    // By number alone: the lowest of so many lows, the highest of so many highs.
    const lows = of.map((b) => may.map((t) => low[b][t]).sort((x, y) => x - y));
    const highs = of.map((b) => may.map((t) => high[b][t]).sort((x, y) => y - x));
    const least = of.map((b) => sum(low[b], must));
    const most = of.map((b) => sum(high[b], must));
    for (let j = 0; j <= may.length; j++) {
      if (must.length + j > 0 && of.every((b, i) => fits(b, least[i], most[i]))) return true;
      of.forEach((_, i) => {
        least[i] += lows[i][j];
        most[i] += highs[i][j];
      });
    }
    return false;
  }
  for (let choice = 0; choice < 1 << may.length; choice++) {
    if (must.length === 0 && choice === 0) continue;
    const slots = [...must, ...may.filter((_, j) => (choice >> j) & 1)];
    if (of.every((b) => fits(b, sum(low[b], slots), sum(high[b], slots)))) return true;
  }
  return false;
}

function uneven(problem: Problem, open: OpenGround, { key, goal, total, measure }: Band, inside: number, p: number, must: readonly number[], nameOf: NameOf, together: readonly string[]): Violation {
  const { k, constraints } = problem;
  const even = goal !== null && goal.share.every((s) => Math.abs(s * k - 1) < 1e-9);
  const links = open.sizes.length === 1 ? '' : `Link it to its neighbour${constraints.some(({ type }) => type === 'barrier') ? ', take a barrier away' : ''}, or `;
  const unit = heaviestOf(problem, open, p, measure);
  const about = { unit, measure: key, value: inside / total };
  if (open.sizes.length === 1) {
    return { code: 'part.uneven', message: `What is left outside locked territories holds ${percentOf(inside / total)} of ${key}, which is not what the ${must.length} open ${must.length === 1 ? 'territory' : 'territories'} may share out: unlock a territory, or change the shares.`, ...about };
  }
  const whole = Math.floor((inside / total) * k);
  const size = goal === null ? '' : ` at ${even ? `${percentOf(1 / k)} ` : 'their shares '}+- ${percentOf(goal.tolerance)}`;
  const bad = together.length > 1 ? `what it holds of ${together.join(', ')} fits no number of territories` : goal === null ? 'no territories may hold that by their bounds' : !even ? `no territories${size} come to that` : whole === 0 ? `it cannot be a territory of its own${size}` : `that is no whole number of territories${size}`;
  const whose = must.length > 0 ? ` (${must.slice(0, 3).map(nameOf).join(', ')}${must.length > 3 ? ' ...' : ''} ${must.length === 1 ? 'is' : 'are'} held there)` : '';
  return { code: 'part.uneven', message: `${partName(problem, open, p, unit)} holds ${percentOf(inside / total)} of ${key}: ${bad}${whose}. ${links}give a territory the share that fits it.`, ...about };
}
