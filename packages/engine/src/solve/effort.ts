import type { Ground } from '../problem/ground.ts';
import type { Closing } from './closeBands.ts';
import type { Hierarchy } from './hierarchy.ts';
import type { Lean } from './lean.ts';
import type { Preset } from './preset.ts';
import type { Redeal } from './redeal.ts';
import type { Stage } from './stage.ts';

/** One step of the search on one level: annealing, or dealing groups of territories anew. */
export type Step = {
  readonly level: number;
  /** Left out when every sum is in its band by then. */
  readonly spare?: boolean;
} & (
  | {
    readonly kind: 'anneal';
    /** Tries per territory. */
    readonly moves: number;
    readonly stage: Omit<Stage, 'passes'>;
    /** Whether heat, walls and ratio band are suited to the start. */
    readonly gentle: boolean;
  }
  | { readonly kind: 'redeal'; readonly phase: string; readonly plan: Redeal }
  | { readonly kind: 'close'; readonly phase: string; readonly plan: Closing }
);

/** Units per territory that the first, coarse annealing wants, and the one that brings sums into their bands. */
const COARSE = 60;
const FINE = 400;

/** Coarsen while there are more units per territory than this. */
export const UNITS_PER_TERRITORY = 100;

const TIMES: Record<Preset, number> = { fast: 0.3, balanced: 1, thorough: 3 };

/** Share of the work that a search does whose tolerance was loosened: near shapes are found soon, and the rest cannot be had. */
const LOOSE = 0.3;

/** Territories from which on surplus has so far to go that multipliers carry it; among fewer, walls do as well and keep shapes better. */
const MANY = 100;

/** Share of the work that is done at least, however easy the ground. */
const LEAST = 0.5;

/**
 * The steps of a search and how much work each does. Work counts tries per territory, never time. The first annealing finds
 * shapes whose measures agree in ratio (their common mass is cheap to move later, a wrong ratio is not), the second
 * closes the bands, and dealing anew repairs what borders alone cannot.
 */
export function planSearch(ground: Ground, hierarchy: Hierarchy, preset: Preset, { strain, loosen }: Lean): Step[] {
  let tolerance = 1;
  for (const half of ground.half) tolerance = Math.min(tolerance, half);
  tolerance *= loosen;
  const { k } = ground;
  const easy = strain < 1 && preset !== 'thorough';
  const many = Math.min(1, Math.sqrt(50 / k));
  const times = (loosen > 1 ? LOOSE : 1) * TIMES[preset] * many * (easy ? Math.max(LEAST, strain) * Math.sqrt(many) : 1);
  const swaps = easy ? 0 : 0.3;
  const far = !easy && k >= MANY && loosen === 1;
  const even = (far ? 0.82 : 0.85) * tolerance;
  const coarse = levelWith(hierarchy, COARSE * k);
  const fine = levelWith(hierarchy, FINE * k);
  // Tight bands need hard walls: what counts is the deviation in tolerances.
  const hard = 0.05 / Math.max(tolerance, 0.002);
  const weight = (from: number, to: number): readonly [number, number] => [from * hard, to * hard];
  const free = (from: number, to = from): readonly [number, number] => [from * loosen, to * loosen];
  const rounds = (perTerritory: number): number => Math.ceil(perTerritory * times * Math.max(k, 4));
  const deal: Stage = {
    phase: 'redeal', passes: 200, heat: [0.1, 0.005], wall: weight(1e3, 3e4), band: free(0.97), ratio: weight(2e3, 1e4), ratioBand: [even, even], learn: 0,
  };
  const steps: Step[] = [
    {
      kind: 'anneal', level: coarse, moves: 60000 * times, gentle: true,
      stage: {
        phase: 'shape', heat: [0.2, 0.05], wall: weight(100, 1000), band: far ? [1, 0.5] : free(2, 1), ratio: weight(1.2e3, 1.8e4), ratioBand: [even, even], learn: 0,
        ...(far ? { follow: { ratio: 0.2, sum: 0.1 } } : {}),
      },
    },
    ...(easy ? [] : [{ kind: 'redeal' as const, level: coarse, phase: 'redeal', plan: { rounds: rounds(2), tries: 2, around: 'costly' as const, stage: deal, pressure: { wall: 3e4 * hard, band: loosen, ratio: 1e4 * hard, ratioBand: even } } }]),
    {
      kind: 'anneal', level: fine, moves: 80000 * times, gentle: false,
      stage: {
        phase: 'balance', swaps, heat: [far ? 0.1 : 0.06, 0.0005], wall: weight(1e3, 1e5), band: free(far ? 0.95 : 0.97), ratio: weight(1e4, 1e5), ratioBand: [even, even], learn: 0,
        ...(far ? { follow: { ratio: 0.5, sum: 0.5 } } : {}),
      },
    },
  ];
  const mend: Step & { kind: 'redeal' } = {
    kind: 'redeal', level: 0, spare: true, phase: 'mend',
    plan: { rounds: rounds(2), tries: 2, around: 'outside', stage: deal, pressure: { wall: 1e5 * hard, band: loosen, ratio: 0, ratioBand: 0 } },
  };
  const close: Step & { kind: 'close' } = {
    kind: 'close', level: 0, spare: true, phase: 'close',
    plan: {
      moves: 80000 * times,
      stage: { phase: 'close', swaps: 0.3, heat: [0.2, 0.001], wall: weight(1e3, 1e5), band: free(0.97), ratio: weight(1e4, 1e5), ratioBand: [even, even], learn: 0, steer: [30, 300] },
    },
  };
  const polish: Step = {
    kind: 'anneal', level: 0, spare: true, moves: 30000 * times, gentle: false,
    stage: { phase: 'polish', swaps: 0.5, heat: [0.02, 0.0005], wall: weight(3e4, 2e5), band: free(0.98), ratio: weight(1e4, 1e4), ratioBand: [even, even], learn: 0, steer: [10, 30] },
  };
  // A few deals first: where one metropolis is in the way, closing would warm up half the country for nothing.
  const quick: Step = { ...mend, plan: { ...mend.plan, rounds: rounds(0.2) } };
  // What can be put right on coarser units costs a fraction there.
  if (fine > 0) steps.push({ ...quick, level: fine }, { ...close, level: fine });
  for (let level = fine - 1; level >= 0; level--) {
    steps.push({
      kind: 'anneal', level, moves: 20000 * times, gentle: false,
      stage: { phase: 'refine', swaps, heat: [0.01, 0.0005], wall: weight(1e4, 1e5), band: free(0.97), ratio: weight(1e5, 1e5), ratioBand: [even, even], learn: 0 },
    });
  }
  const smooth: Step & { kind: 'redeal' } = { kind: 'redeal', level: 0, phase: 'smooth', plan: { ...mend.plan, around: 'ugly', tries: 6, rounds: rounds(0.5), pressure: { ...mend.plan.pressure, wall: 1e7 * hard, band: 0.99 * loosen } } };
  if (far) {
    // What is left are some territories a few hundredths outside, all around whom are full: pressed on a little inside the band, again and again.
    const press: Step = {
      kind: 'anneal', level: 0, spare: true, moves: 30000 * times, gentle: false,
      stage: { phase: 'polish', swaps: 1, heat: [0.02, 0.0005], wall: weight(3e4, 2e5), band: [0.94, 0.96], ratio: [0, 0], ratioBand: [even, even], learn: 0, follow: { ratio: 0, sum: 0.3 } },
    };
    // A deal that leaves one further out, for the sake of others, would undo that.
    const last: Step = { ...mend, plan: { ...mend.plan, pressure: smooth.plan.pressure } };
    steps.push(press, press, last, press, last, smooth);
  } else if (easy && k >= MANY) {
    // A few metropolises are left: what can be put right around them need not warm up the rest.
    const around: Step = { ...close, plan: { ...close.plan, lumps: true } };
    steps.push(quick, around, mend, polish, close, mend, smooth);
  } else steps.push(quick, close, close, mend, polish, close, mend, smooth);
  // Mending works towards bands that such a search has given up for shapes that need no smoothing.
  return loosen > 1 ? steps.filter((step) => !step.spare && step !== smooth) : steps;
}

/** The coarsest level with at least so many units; the finest when none has. */
function levelWith(hierarchy: Hierarchy, units: number): number {
  for (let level = hierarchy.levels.length - 1; level > 0; level--) if (hierarchy.levels[level].n >= units) return level;
  return 0;
}
