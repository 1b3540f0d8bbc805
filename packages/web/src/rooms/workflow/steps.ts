import { endpoints, transitions, type ScenarioStatus, type StatusAction } from '@hexalign/api/contract';

/** Steps in the order in which people take them. */
const ORDER: readonly StatusAction[] = ['submit', 'approve', 'return', 'activate', 'reopen', 'archive'];

/** The steps that lead on from a status. What is in force can come into force on another day as well. */
export function stepsFrom(status: ScenarioStatus): StatusAction[] {
  return ORDER.filter((step) => transitions[status][step] !== undefined || (status === 'active' && step === 'activate'));
}

/** The step that makes a frozen scenario a draft again; null where only a branch helps. */
export function stepBack(status: ScenarioStatus): StatusAction | null {
  return (['return', 'reopen'] as const).find((step) => transitions[status][step] === 'draft') ?? null;
}

/** The action of the access table that a step needs. */
export function actionFor(step: StatusAction): string {
  if (step === 'activate') return endpoints.activateRevision.action;
  return step === 'approve' ? endpoints.approveScenario.action : endpoints.changeStatus.action;
}
