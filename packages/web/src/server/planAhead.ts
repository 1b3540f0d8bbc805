import { askAhead } from './answersAhead.ts';

/** What of a scenario tells where the rest of it is. */
interface Told {
  readonly unitsId: string;
  readonly seq: number;
}

/**
 * Asks for all that the page of a scenario reads first, by its addresses alone: neither the contract nor the page is there yet.
 *
 * @returns whether the scenario may be seen, once that is known
 */
export async function askForPlan(planId: string, scenarioId: string): Promise<boolean> {
  askAhead('/api/session');
  const answer = askAhead(`/api/scenarios/${scenarioId}`);
  askAhead(`/api/plans/${planId}`);
  askAhead(`/api/scenarios/${scenarioId}/colours`);
  try {
    const told = await answer;
    if (!told.ok) return false;
    const { unitsId, seq } = (await told.clone().json()) as Told;
    askAhead(`/api/units/${unitsId}`);
    askAhead(`/api/units/${unitsId}/graph`);
    askAhead(`/api/scenarios/${scenarioId}/slots?seq=${seq}`);
    askAhead(`/api/units/${unitsId}/measures`);
    askAhead(`/api/units/${unitsId}/accounts/counts`);
    return true;
  } catch {
    return false;
  }
}
