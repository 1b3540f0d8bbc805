import type { Preset } from './preset.ts';
import type { Solution } from './solution.ts';

/** Starts from scratch that a preset makes at most. */
const STARTS: Record<Preset, number> = { fast: 1, balanced: 2, thorough: 4 };

/**
 * With few units a start takes milliseconds, and moving one unit is a step of several percent, so that single searches end
 * in corners: there are more of them, and all are made.
 */
export const SMALL = 150;
const SMALL_STARTS: Record<Preset, number> = { fast: 1, balanced: 4, thorough: 12 };

/**
 * Seeds of the starts that a preset makes from a seed on so many units, the seed itself first. A host may make them on threads of its own,
 * each `solve` with `starts: 1`: looked at in this order with `isEnough` and `betterOf`, they come to what one `solve` comes to.
 */
export function startSeeds(preset: Preset, seed: number, units: number): number[] {
  // Each start has its own stream of random numbers; the stride keeps those of neighbouring seeds apart.
  return Array.from({ length: (units <= SMALL ? SMALL_STARTS : STARTS)[preset] }, (_, start) => (seed + Math.imul(start, 0x51ed270b)) >>> 0);
}

/**
 * Whether later starts are not made: the plan is good enough for the preset, or so many territories are outside their
 * bands that another seed would not help. `thorough` makes them all while there is hope, because a plan within tolerance can
 * still be had in better shape; on few units every preset does.
 */
export function isEnough(preset: Preset, { violation, violations, slots, interrupted }: Solution): boolean {
  if (interrupted || violation === Infinity) return true;
  if (slots.length <= SMALL) return false;
  if (violation === 0) return preset !== 'thorough';
  const outside = new Set(violations.map(({ slot }) => slot)).size;
  const k = slots.reduce((most, slot) => Math.max(most, slot + 1), 0);
  return outside > 2 + k / 8;
}

/** The better of two plans of the same problem, by violation, then score; the first of equals, whose start came earlier. */
export function betterOf(first: Solution, second: Solution): Solution {
  return second.violation < first.violation || (second.violation === first.violation && second.score < first.score) ? second : first;
}
