/** How far two measures of a country go their own ways. All numbers are standard deviations of logarithms, but the last two. */
export interface Disagreement {
  /** Price level that drifts over hundreds of kilometres: whole regions lean one way. */
  readonly regional: number;
  /** Price level from city to city. */
  readonly city: number;
  /** Work per account from city to city. */
  readonly work: number;
  /** Hours of travel per square kilometre, whether or not anybody lives there. */
  readonly travelPerKm2: number;
  /** Hours per kilometre of a round trip between the accounts of a unit. */
  readonly travelPerKm: number;
}

/**
 * Four countries with the same accounts: `local`, only cities differ; `mild` and `std`, regions lean; `hard`, they lean far and
 * empty ground takes as much work as busy ground. 50 territories that are even in revenue to 10 or 20 % are off in hours by as
 * much in the first two, by some 45 % in the third and 160 % in the fourth.
 */
export const DISAGREEMENTS = {
  local: { regional: 0, city: 0.27, work: 0.15, travelPerKm2: 0.02, travelPerKm: 0.3 },
  mild: { regional: 0.06, city: 0.13, work: 0.08, travelPerKm2: 0.03, travelPerKm: 0.5 },
  std: { regional: 0.2, city: 0.3, work: 0.2, travelPerKm2: 0.1, travelPerKm: 1.2 },
  hard: { regional: 0.38, city: 0.45, work: 0.3, travelPerKm2: 0.35, travelPerKm: 2 },
} as const satisfies Record<string, Disagreement>;

export type DisagreementName = keyof typeof DISAGREEMENTS;
