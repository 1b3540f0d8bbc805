import { settingsAt, type Asked, type Tried } from './asked.ts';
import type { PlanSettings } from './planAt.ts';
import { undominated } from './undominated.ts';

/** Plans that are enough. */
const ENOUGH = 4;

/** Plans that are made in any case. */
const FIRST = 6;

/**
 * The next plan between today's, with the least that must move, and the best shapes, or null when there are enough: today's
 * plan repaired, moving at the price that is asked (or at 1) and at ten times and a tenth of it, a plan from scratch, and a
 * repair of wider bands, or of narrower ones where today's plan keeps its bands. Where too few of these are worth having, prices in between and plans from scratch in other bands.
 */
export function nextAlongDisruption(asked: Asked, tried: readonly Tried[]): PlanSettings | null {
  const asks = asked.problem.weights.disruption;
  const price = asks > 0 ? asks : 1;
  const kept = tried.some(({ settings, figures }) => settings.way === 'repair' && figures.moved?.counted === 0);
  const other = kept ? 0.5 : 2;
  const wanted: Parameters<typeof settingsAt>[1][] = [
    { way: 'repair', times: 1, price: 0 }, { times: 1, price }, { times: 1, price: 0 },
    { way: 'repair', times: other, price: 0 }, { times: 1, price: 10 * price }, { times: 1, price: price / 10 },
  ];
  if (tried.length >= FIRST) {
    wanted.push({ times: 2, price: 0 }, { times: 1, price: 3 * price }, { times: 1, price: price / 3 }, { times: 2, price });
    if (undominated(tried).length >= ENOUGH) return null;
  }
  // Without a measure there is nothing to repair.
  const open = wanted.filter(({ way }) => way !== 'repair' || asked.counted !== null);
  return tried.length < open.length ? settingsAt(asked, open[tried.length]) : null;
}
