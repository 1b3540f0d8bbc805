import type { Disruption } from './planSheet.ts';

/**
 * What changes hands: points whose new territory is not today's.
 *
 * @param today per point (account or unit) the name of today's territory; null = none, left out of account
 */
export function disruptionOf(keys: readonly string[], weights: readonly Float64Array[], today: readonly (string | null)[], slotOf: ArrayLike<number>, ids: readonly string[]): Disruption {
  const measures = keys.map((key) => ({ key, moved: 0, of: 0, least: null }));
  let moved = 0;
  let of = 0;
  today.forEach((name, p) => {
    if (name === null) return;
    const moves = ids[slotOf[p]] !== name;
    of++;
    if (moves) moved++;
    measures.forEach((measure, m) => {
      measure.of += weights[m][p];
      if (moves) measure.moved += weights[m][p];
    });
  });
  return { moved, of, measures };
}
