import { limits } from '../problem/limits.ts';
import { problemAt, type PlanSettings } from './planAt.ts';
import { settingsAt, type Asked, type Tried } from './asked.ts';
import { undominated } from './undominated.ts';

/** Plans that are enough, and that are made at most. */
const ENOUGH = 5;
const MOST_TRIES = 8;

/** Mean compactness that is seen on a map. */
const VISIBLE = 0.005;

/** Tolerances that differ by less give about the same plan. */
const APART = 1.25;

const NARROWEST = 0.125;

/** Far from the seeds of the starts that one solve makes. */
const OTHER_SEED = 0x3c6ef372;

interface Proposal {
  readonly settings: PlanSettings;
  /** Mean compactness that it may show. */
  readonly worth: number;
}

/**
 * The next plan between tight balance and best shapes, or null when there are enough. What is asked for comes first. Where
 * that is reached, twice, half and three times as wide follow; where it is not, the tolerance that the first plan does keep, since
 * short of it all strain for what cannot be had, and twice that. The others go where most is to be seen: between neighbours
 * whose shapes differ most, beyond the tightest that was within reach, short of one that was not, beyond the widest while that
 * gains much, or, from another seed, in the place of one that a tighter plan was as compact as.
 */
export function nextAlongTolerance(asked: Asked, tried: readonly Tried[]): PlanSettings | null {
  if (tried.length === 0) return settingsAt(asked, { times: 1 });
  const news = (times: number, seed = asked.seed): PlanSettings[] => {
    const settings = settingsAt(asked, { times, seed });
    return tried.some((one) => one.settings.seed === seed && one.settings.tolerances.every((t, g) => t === settings.tolerances[g])) || isHopeless(asked, settings) ? [] : [settings];
  };
  const [{ reached, figures: { inTolerances } }] = tried;
  const first = (reached ? [2, 0.5, 3] : [inTolerances, 2 * inTolerances]).flatMap((times) => news(times));
  if (first.length > 0) return first[0];
  const front = undominated(tried).sort((a, b) => a.settings.times - b.settings.times);
  if (front.length >= ENOUGH || tried.length >= MOST_TRIES) return null;
  const proposals = [...between(front, news), ...beyondTightest(front, tried, news), ...beyondWidest(front, news), ...again(asked, front, tried, news)];
  const best = proposals.reduce<Proposal | null>((most, one) => (most === null || one.worth > most.worth ? one : most), null);
  return best === null || (front.length >= ENOUGH - 1 && best.worth < VISIBLE) ? null : best.settings;
}

type News = (times: number, seed?: number) => PlanSettings[];

/** No plan keeps such a tolerance, and one keeps what is asked for, for all that is known. */
function isHopeless({ problem }: Asked, settings: PlanSettings): boolean {
  return settings.times < 1 && limits(problemAt(problem, settings)).length > limits(problem).length;
}

function between(front: readonly Tried[], news: News): Proposal[] {
  return front.slice(1).flatMap((loose, i) => {
    const tight = front[i];
    if (loose.settings.times < APART * APART * tight.settings.times) return [];
    const gain = loose.figures.meanCompactness - tight.figures.meanCompactness;
    // What is much tighter than asked for costs most time and is wanted least.
    const worth = loose.settings.times <= 0.5 ? gain / 4 : gain;
    return news(Math.sqrt(tight.settings.times * loose.settings.times)).map((settings) => ({ settings, worth }));
  });
}

function beyondTightest([tight, next]: readonly Tried[], tried: readonly Tried[], news: News): Proposal[] {
  const { times } = tight.settings;
  const missed = tried.filter(({ settings }) => settings.times < times).map(({ settings }) => settings.times);
  // The curve falls off towards tight balance: the next step costs about twice as much shape as the last.
  const worth = next === undefined ? 4 * VISIBLE : 2 * (next.figures.meanCompactness - tight.figures.meanCompactness);
  if (missed.length > 0) {
    const narrow = Math.max(...missed);
    return times < APART * APART * narrow ? [] : news(Math.sqrt(narrow * times)).map((settings) => ({ settings, worth: 4 * VISIBLE }));
  }
  return tight.reached && times / 2 >= NARROWEST ? news(times / 2).map((settings) => ({ settings, worth })) : [];
}

function beyondWidest(front: readonly Tried[], news: News): Proposal[] {
  if (front.length < 2) return [];
  const [next, wide] = front.slice(-2);
  const worth = (wide.figures.meanCompactness - next.figures.meanCompactness) / 2;
  return worth < 2 * VISIBLE ? [] : news(1.5 * wide.settings.times).map((settings) => ({ settings, worth }));
}

/** Where a tighter plan is as compact, the search had bad luck. */
function again({ seed }: Asked, front: readonly Tried[], tried: readonly Tried[], news: News): Proposal[] {
  return tried.filter((one) => one.reached && !front.includes(one))
    .flatMap(({ settings: { times } }) => news(times, (seed + OTHER_SEED) >>> 0))
    .map((settings) => ({ settings, worth: 3 * VISIBLE }));
}
