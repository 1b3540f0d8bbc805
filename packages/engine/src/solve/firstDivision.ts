import type { Ground } from '../problem/ground.ts';
import { bisect } from './bisect.ts';
import { chargedStart } from './chargedStart.ts';
import { coarsen } from './coarsen.ts';
import { diagramOf, relaxDiagram, rivalsOf } from './diagram.ts';
import type { Hierarchy } from './hierarchy.ts';
import { leanOf, type Lean } from './lean.ts';
import { isTied, matchParts } from './matchParts.ts';
import { repair } from './repair.ts';

/** Iterations of the balanced diagram. */
const ITERATIONS = 40;

const CHARGED_STARTS = 2;

/** Units above which one start by lines is made, on clusters of up to such a share of a territory, since it costs in proportion. */
const LARGE = 10_000;
const GRAIN = 0.05;

/**
 * A first division and the balanced diagram on the coarsest level, or lines that split all measures alike where regions lean
 * one way. Territories that are tied to places take the parts there.
 */
export function firstDivision(ground: Ground, { levels }: Hierarchy, dice: Int32Array): { readonly owner: Int32Array; readonly lean: Lean } {
  const cloud = levels[levels.length - 1];
  const halves = bisect(ground, cloud, dice);
  if (isTied(ground, cloud)) matchParts(ground, cloud, halves);
  const diagram = diagramOf(ground, cloud, halves);
  let rivals: Int32Array | null = null;
  for (let it = 0; it < ITERATIONS; it++) {
    const left = 1 - it / ITERATIONS;
    if (it % 5 === 0) rivals = rivalsOf(ground, diagram);
    relaxDiagram(ground, cloud, diagram, rivals, 0.3 * left * left + 0.02, 0.5);
  }
  repair(ground, cloud, diagram.owner);
  const lean = leanOf(ground, cloud, diagram.owner);
  if (!lean.charged) return { owner: diagram.owner, lean };
  let tolerance = 1;
  for (const half of ground.half) tolerance = Math.min(tolerance, half);
  if (cloud.n <= LARGE) return { owner: chargedStart(ground, cloud, dice, CHARGED_STARTS, 0.85 * tolerance), lean };
  const rough = coarsen(cloud, ground.q, ground.mean.map((m) => m * GRAIN), GRAIN);
  const owner = chargedStart(ground, rough.level, dice, 1, 0.85 * tolerance);
  const fine = Int32Array.from(rough.group, (i) => owner[i]);
  repair(ground, cloud, fine);
  return { owner: fine, lean };
}
