import type { Ground } from '../problem/ground.ts';
import { rollUnit } from './dice.ts';
import type { Level } from './level.ts';
import { createLineCutter, cutAcross, sumsBefore, sweepAlong, totals, type Plot } from './lineCut.ts';

/** A division of the ground and what it costs by shape and by sums outside their bands. */
export interface RatioDivision {
  /** n owners; units of parts without territories get -1. */
  readonly owner: Int32Array;
  readonly cost: number;
}

/** Directions swept for a cut that stays, and for one that is only tried out. */
const DIRECTIONS = 24;
const TRIAL_DIRECTIONS = 6;

/** Cuts tried out per plot, fewer where two territories are left. */
const TRIALS = 6;
const LAST_TRIALS = 4;

/** Cuts below a trial cut that are really made; more of them cost time and find no better cut. */
const TRIAL_DEPTH = 2;

/** Share of the band that is aimed at, so that repair and borders have room. */
const BAND = 0.8;

/** Weight of the squared deviation beyond the band. */
const WALL = 1000;

/** How far chance may carry the choice of a trial cut from the best, per territory. */
const CHANCE = 0.03;

/** A cut that may be made: direction, how many territories it leaves on the first side, and a guess of the cost. */
interface Cut {
  t: number;
  readonly heads: number;
  readonly score: number;
  /** Directions on either side of the one where the ratios agree, with the differences there; null when sampled. */
  bracket: readonly [from: number, fromGap: number, to: number, toGap: number] | null;
}

/**
 * A start for ground whose measures disagree by region, where the surplus of one has to be carried across many
 * territories, which no change of borders does. Each set of units is cut in two by a line that splits all measures in the
 * ratio of the territories on its sides; such lines exist (ham sandwich theorem; Bespamyatnikh, Kirkpatrick and
 * Snoeyink 2000 show it down to single territories for two measures). Among the lines that keep both sides' ratios within
 * what the band still lets later cuts even out, the most compact sides win, judged by rough divisions some cuts deeper.
 * Where the measures agree, every line keeps the ratio and the most compact ones are taken.
 *
 * Every territory is one piece when its part is. Fixed units are not heeded: `repair` puts them right, at a price.
 * O(n) per trial and O(n log k) in all, about 0.25 s for 5,000 units and 50 territories.
 */
export function ratioBisect(ground: Ground, level: Level, dice: Int32Array): RatioDivision {
  const { k, q, partOf, half } = ground;
  const cutter = createLineCutter(ground, level);
  const { order, slots, due } = cutter;
  const owner = new Int32Array(level.n).fill(-1);
  let tolerance = 1;
  for (const h of half) if (h < tolerance) tolerance = h;
  const band = BAND * tolerance;

  let cost = 0;
  let placed = 0;
  for (let from = 0; from < k; ) {
    const part = partOf[slots[from]];
    let to = from + 1;
    while (to < k && partOf[slots[to]] === part) to++;
    if (part >= 0) {
      const lo = placed;
      for (let i = 0; i < level.n; i++) if (level.part[i] === part) order[placed++] = i;
      cost += divide({ lo, hi: placed, from, to });
    }
    from = to;
  }
  return { owner, cost };

  /** Divides a plot to the end and says what it costs. */
  function divide(plot: Plot): number {
    const { lo, hi, from, to } = plot;
    if (to - from === 1 || hi - lo < to - from) {
      for (let p = lo; p < hi; p++) owner[order[p]] = slots[Math.min(from + p - lo, to - 1)];
      return costOf(plot);
    }
    const sums = totals(cutter, plot);
    let best = Infinity;
    let chosen: Cut | null = null;
    for (const cut of varied(cutsOf(plot, sums, DIRECTIONS), to - from > 2 ? TRIALS : LAST_TRIALS)) {
      const [first, second] = make(plot, sums, cut);
      const found = tryOut(first, TRIAL_DEPTH) + tryOut(second, TRIAL_DEPTH);
      if (found < best || chosen === null) {
        best = found;
        chosen = cut;
      }
    }
    if (chosen === null) return Infinity;
    const [first, second] = make(plot, sums, chosen);
    return divide(first) + divide(second);
  }

  /** What a quick division of a plot costs after so many cuts, the rest guessed. */
  function tryOut(plot: Plot, depth: number): number {
    const size = plot.to - plot.from;
    if (size === 1 || plot.hi - plot.lo < size) return costOf(plot);
    const sums = totals(cutter, plot);
    if (depth === 0) return guess(size, shapeOf(sums)) + strainOf(plot.from, plot.to, sums);
    let best: Cut | null = null;
    let least = Infinity;
    for (const cut of cutsOf(plot, sums, TRIAL_DIRECTIONS)) {
      const score = cut.score + CHANCE * size * rollUnit(dice);
      if (score >= least) continue;
      least = score;
      best = cut;
    }
    if (best === null) return Infinity;
    const [first, second] = make(plot, sums, best);
    return tryOut(first, depth - 1) + tryOut(second, depth - 1);
  }

  /** Cost of a plot as one territory; many times that when it was to be several. */
  function costOf(plot: Plot): number {
    if (plot.hi === plot.lo) return 1e9;
    const sums = totals(cutter, plot);
    let found = shapeOf(sums);
    for (let m = 0; m < q; m++) {
      const d = sums[m] / dueOf(plot.from, plot.to, m) - 1;
      const x = (d < 0 ? -d : d) - BAND * half[slots[plot.from] * q + m];
      if (x > 0) found += WALL * x * (x + 0.01);
    }
    return plot.to - plot.from === 1 ? found : 1e6 + found;
  }

  function make(plot: Plot, sums: Float64Array, cut: Cut): readonly [Plot, Plot] {
    refine(plot, sums, cut);
    const { lo, hi, from, to } = plot;
    const middle = from + cut.heads;
    const at = cutAcross(cutter, plot, cut.t, sums[q] * shareOf(plot, cut.heads), cut.heads, to - middle, 2);
    return [{ lo, hi: at, from, to: middle }, { lo: at, hi, from: middle, to }];
  }

  /** Cuts in some directions, and where between two directions the ratio of a side passes that of the plot. */
  function cutsOf(plot: Plot, sums: Float64Array, directions: number): Cut[] {
    const { from, to } = plot;
    const size = to - from;
    const cuts: Cut[] = [];
    const gapBefore = new Float64Array(size);
    const scoreBefore = new Float64Array(size);
    const right = new Float64Array(sums.length);
    const own = strainOf(from, to, sums);
    const phase = rollUnit(dice);
    let before = 0;
    // The first and the last direction are half a turn apart, so that no sign change is missed.
    for (let a = 0; a <= directions; a++) {
      const t = -1 + (2 * (a - 1 + phase)) / directions;
      sweepAlong(cutter, plot, t);
      for (let heads = 1; heads < size; heads++) {
        const left = sumsBefore(cutter, sums[q] * shareOf(plot, heads));
        for (let c = 0; c < sums.length; c++) right[c] = sums[c] - left[c];
        const middle = from + heads;
        const shape = guess(heads, shapeOf(left)) + guess(size - heads, shapeOf(right));
        cuts.push({ t, heads, score: shape + strainOf(from, middle, left) + strainOf(middle, to, right), bracket: null });
        const gap = gapOf(from, middle, left) - gapOf(from, to, sums);
        const was = gapBefore[heads];
        if (a > 0 && gap * was < 0) {
          const share = was / (was - gap);
          cuts.push({ t: before + share * (t - before), heads, score: scoreBefore[heads] + share * (shape - scoreBefore[heads]) + own, bracket: [before, was, t, gap] });
        }
        gapBefore[heads] = gap;
        scoreBefore[heads] = shape;
      }
      before = t;
    }
    return cuts;
  }

  /** Moves a bracketed cut to where the ratios agree (regula falsi with the Illinois step). */
  function refine(plot: Plot, sums: Float64Array, cut: Cut): void {
    if (cut.bracket === null) return;
    let [from, fromGap, to, toGap] = cut.bracket;
    cut.bracket = null;
    let best = Infinity;
    let t = cut.t;
    for (let round = 0; round < 4; round++) {
      sweepAlong(cutter, plot, t);
      const gap = gapOf(plot.from, plot.from + cut.heads, sumsBefore(cutter, sums[q] * shareOf(plot, cut.heads))) - gapOf(plot.from, plot.to, sums);
      const size = gap < 0 ? -gap : gap;
      if (size < best) {
        best = size;
        cut.t = t;
      }
      if (size < 0.004) return;
      if (gap * fromGap < 0) {
        to = t;
        toGap = gap;
        fromGap *= 0.7;
      } else {
        from = t;
        fromGap = gap;
        toGap *= 0.7;
      }
      t = from + (fromGap / (fromGap - toGap)) * (to - from);
    }
  }

  function dueOf(from: number, to: number, m: number): number {
    return due[to * q + m] - due[from * q + m];
  }

  /** Share of a plot's mass that its first `heads` territories are due. */
  function shareOf({ from, to }: Plot, heads: number): number {
    let left = 0;
    let all = 0;
    for (let m = 0; m < q; m++) {
      left += ground.importance[m] * dueOf(from, from + heads, m);
      all += ground.importance[m] * dueOf(from, to, m);
    }
    return q > 0 ? left / all : heads / (to - from);
  }

  /** By how much the first measure lies above the mean of all: 0 where the ratio of the measures is that of the targets. */
  function gapOf(from: number, to: number, sums: Float64Array): number {
    let mean = 0;
    for (let m = 0; m < q; m++) mean += sums[m] / dueOf(from, to, m);
    return q > 0 ? sums[0] / dueOf(from, to, 0) - mean / q : 0;
  }

  /** Cost of a ratio that is too far off for the territories to come: the more of them, the less can lie in one direction. */
  function strainOf(from: number, to: number, sums: Float64Array): number {
    let mean = 0;
    for (let m = 0; m < q; m++) mean += sums[m] / dueOf(from, to, m);
    mean /= q;
    let worst = 0;
    for (let m = 0; m < q; m++) {
      const d = sums[m] / dueOf(from, to, m) - mean;
      worst = Math.max(worst, d < 0 ? -d : d);
    }
    const x = worst - band / Math.sqrt(to - from);
    return x > 0 ? (to - from) * WALL * x * (x + 0.01) : 0;
  }

  /** 1 / moment compactness. */
  function shapeOf(sums: Float64Array): number {
    const a = sums[q + 1];
    return (6.283185307179586 * (sums[q + 4] - (sums[q + 2] * sums[q + 2] + sums[q + 3] * sums[q + 3]) / a)) / (a * a);
  }

  /** Shape cost to expect of so many territories in a plot of such a shape. */
  function guess(size: number, shape: number): number {
    return size === 1 ? shape : 1.1 * size + 0.7 * Math.sqrt(size) * Math.max(0, shape - 1.2);
  }
}

/** The best cuts, no two of nearly the same direction and sizes. */
function varied(cuts: Cut[], count: number): Cut[] {
  cuts.sort((a, b) => a.score - b.score);
  const kept: Cut[] = [];
  for (const cut of cuts) {
    if (kept.length === count) break;
    if (!kept.some(({ t, heads }) => heads === cut.heads && t - cut.t < 1.2 / DIRECTIONS && cut.t - t < 1.2 / DIRECTIONS)) kept.push(cut);
  }
  return kept;
}
