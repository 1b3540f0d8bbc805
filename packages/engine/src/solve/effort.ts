import type { Ground } from '../problem/ground.ts';
import type { Preset } from './preset.ts';
import type { Stage } from './stage.ts';

/** How much work each part of a solve does. All of it counts passes, never time. */
export interface Effort {
  /** Coarsen while there are more units per territory than this. */
  readonly perTerritory: number;
  /** Iterations of the balanced diagram. */
  readonly diagram: number;
  /** Annealing stages and the level each works on; levels that do not exist are taken as the nearest. */
  readonly stages: readonly (Stage & { readonly level: number })[];
}

const TIMES: Record<Preset, number> = { fast: 0.3, balanced: 1, thorough: 3 };

export function effortOf(ground: Ground, preset: Preset): Effort {
  const tolerance = Math.min(...ground.half, 1);
  const times = TIMES[preset];
  const passes = (count: number): number => Math.max(10, Math.round(count * times));
  const none = [0, 0] as const;
  return {
    perTerritory: 60,
    diagram: 100,
    stages: [
      { level: 9, phase: 'shape', passes: passes(600), heat: [0.1, 0.02], wall: [100, 1000], band: [2, 1], ratio: [2e4, 1e5], ratioBand: [0.08, tolerance], learn: 0 },
      { level: 1, phase: 'balance', passes: passes(600), heat: [0.05, 0.01], wall: [1000, 10000], band: [1, 0.9], ratio: none, ratioBand: none, learn: 0 },
      { level: 0, phase: 'refine', passes: passes(1800), heat: [0.05, 0.0005], wall: [3e3, 3e4], band: [0.95, 0.95], ratio: none, ratioBand: none, learn: 30 },
    ],
  };
}
