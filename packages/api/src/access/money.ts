import type { WhatIfBatch } from '../../contract/batches.ts';
import type { BudgetGauge } from '../../contract/budgets.ts';
import type { Amounts, Comparison } from '../../contract/compare.ts';
import type { Ledger } from '../../contract/ownership.ts';
import type { EndpointName } from '../../contract/endpoints.ts';
import type { Job } from '../../contract/jobs.ts';
import type { Plan } from '../../contract/plans.ts';
import type { DesignCheck } from '../../contract/solving.ts';
import type { CertificateResult, BoundResult } from '../../contract/scenarios.ts';
import type { Units } from '../../contract/units.ts';
import type { Actor } from '../http/actor.ts';
import { sidesWithoutMoney } from './sidesWithoutMoney.ts';
import { batchWithoutMoney, whatIfWithoutMoney } from './whatIfWithoutMoney.ts';
import { AppError } from '../http/appError.ts';

/** Takes the figures of unit `currency` out of an answer. */
type KeepBack = (answer: never) => unknown;

const asItIs: KeepBack = (answer) => answer;
const plan = (answer: Plan): Plan => ({ ...answer, facts: answer.facts.filter(({ unit }) => unit !== 'currency'), job: answer.job && withoutFigures(answer.job) });

/**
 * What somebody may call from whom money is hidden, and what is taken out of the answer. An endpoint that is not
 * listed is closed to them: figures that nobody thought of stay where they are.
 *
 * Packed measures and accounts, and files, are made without the columns by their rooms.
 */
const OPEN: Partial<Readonly<Record<EndpointName, KeepBack>>> = {
  ...free('readSession', 'signIn', 'switchOrganisation', 'signOut', 'lookAtLink', 'useLink', 'startSso', 'endSso', 'patchAccount', 'changePassword', 'hidePeople', 'listSessions', 'endSession', 'endOtherSessions', 'listKeys', 'createKey', 'revokeKey'),
  ...free('listMembers', 'patchMember', 'removeMember', 'resetMember', 'listInvitations', 'invite', 'revokeInvitation', 'readWorkspace', 'patchWorkspace', 'readSources', 'listRegions', 'readBasemap', 'readTile', 'listLayers', 'readLayer'),
  // Deviations are shares of a target: no money in them. Goals and bounds of money are taken out of every answer (`moneyDemands`).
  ...free('listPlans', 'deletePlan', 'readScenario', 'listEdits', 'appendEdits', 'undoEdit', 'patchScenario', 'readColours', 'keepColours', 'readHash', 'listRevisions', 'createRevision', 'changeStatus', 'approveScenario', 'listSignatures', 'forkScenario', 'mergeScenario', 'readTimeline', 'readInForce', 'activateRevision', 'withdrawActivation', 'findOwner', 'readWhy', 'searchPlaces', 'followPlan', 'tellPresence', 'listCovers', 'setCovers', 'readPlanInbox', 'readOverlap', 'putAside', 'listAlerts', 'checkAlerts'),
  // Without columns of money by their room.
  ...free('readOwnChanges', 'listChallenges', 'askChallenge', 'decideChallenge'),
  // Shares of what is in force, as deviations are; only the gauge tells amounts.
  ...free('readBudget', 'setBudget', 'listBudgetRequests', 'askBudget', 'decideBudget'),
  readGauge: (answer: BudgetGauge) => ({ ...answer, limits: answer.limits.map((limit) => (limit.unit === 'currency' ? { ...limit, amount: null, of: null } : limit)) }),
  ...free('listAccountChanges', 'decideChanges', 'keepAccounts', 'exportChanges', 'readWhyHere', 'readPrices', 'readSwing'),
  ...free('readGraph', 'readShapes', 'readSlots', 'readSideSlots', 'readJobBest', 'readPoint', 'takePoint', 'takeWhatIf', 'takeBatchPoint', 'followBatch', 'readMeasures', 'readAccounts', 'readAccountCounts', 'readAccountNames', 'listAccounts', 'exportAccounts', 'exportUnits', 'readJobEvents', 'readOwnTerritories'),
  ...free('exportFile', 'exportInForce', 'listHooks', 'createHook', 'patchHook', 'deleteHook', 'pingHook'),
  ...free('listConnections', 'createConnection', 'deleteConnection', 'tryConnection', 'listTargets', 'createTarget', 'patchTarget', 'deleteTarget', 'listPublications', 'checkPublication', 'readPublication', 'readPublicationRows', 'readPublicationFiles', 'readRollbackFiles', 'confirmPublication', 'rollBackPublication'),
  readPlan: plan, patchPlan: plan, hidePlanPeople: plan, duplicatePlan: plan, restorePlan: plan,
  readUnits: (answer: Units) => ({ ...answer, measures: answer.measures.filter(({ unit }) => unit !== 'currency') }),
  readCertificate: (answer: CertificateResult) => {
    const measures = answer.measures.filter(({ unit }) => unit !== 'currency');
    const told = new Set(measures.map(({ key }) => key));
    const violations = answer.violations.filter(({ measure }) => measure === undefined || told.has(measure));
    // The bound is in the first measure's unit, and reasons are sentences with figures in them.
    return { ...answer, measures, violations, reasons: [], ...(answer.measures[0]?.unit === 'currency' ? { lowerBound: null } : {}) };
  },
  compareScenarios: (answer: Comparison) => {
    const shown = answer.measures.flatMap(({ unit }, m) => (unit === 'currency' ? [] : [m]));
    const less = (amounts: Amounts): Amounts => ({ ...amounts, sums: shown.map((m) => amounts.sums[m]) });
    return {
      ...answer, measures: shown.map((m) => answer.measures[m]), moved: less(answer.moved), of: less(answer.of),
      territories: answer.territories.map((one) => ({ ...one, before: less(one.before), after: less(one.after), gained: less(one.gained), lost: less(one.lost) })),
      flows: answer.flows.map((flow) => ({ ...flow, amounts: less(flow.amounts) })),
      conserved: { ...answer.conserved, before: less(answer.conserved.before), after: less(answer.conserved.after) },
    };
  },
  readExceptions: (answer: Ledger) => {
    const shown = answer.measures.flatMap(({ unit }, m) => (unit === 'currency' ? [] : [m]));
    return { ...answer, measures: shown.map((m) => answer.measures[m]), exceptions: answer.exceptions.map((one) => ({ ...one, values: shown.map((m) => one.values[m]) })) };
  },
  compareSides: sidesWithoutMoney,
  proposeWhatIf: whatIfWithoutMoney, readBatchPoint: whatIfWithoutMoney, startBatch: batchWithoutMoney, cancelBatch: batchWithoutMoney,
  lastBatch: ({ batch }: { batch: WhatIfBatch | null }) => ({ batch: batch && batchWithoutMoney(batch) }),
  readBound: ({ seq }: BoundResult) => ({ seq, bound: null, disruption: null }),
  readJob: withoutFigures, cancelJob: withoutFigures, solveScenario: withoutFigures, startFrontier: withoutFigures,
  readFrontier: ({ job }: { job: Job | null }) => ({ job: job && withoutFigures(job) }),
  // Sentences have figures in them, and bounds are amounts: what is left says what to do by its kind.
  checkSolve: (answer: DesignCheck) => ({
    ...answer, clash: answer.clash.map(() => ''), budget: answer.budget && ['units', 'accounts'].includes(answer.budget.what) ? answer.budget : null,
    relaxation: answer.relaxation === null || answer.relaxation.kind === 'constraint' ? null : { ...answer.relaxation, text: '' },
  }),
};

/**
 * Refuses what would show money to somebody from whom it is hidden.
 *
 * @throws AppError `access.money`
 */
export function refuseMoney({ moneyHidden }: Pick<Actor, 'moneyHidden'>, name: EndpointName): void {
  if (moneyHidden && !Object.hasOwn(OPEN, name)) throw new AppError('access.money', { repair: 'Ask an owner or admin of your organisation whether money may be shown to you.' });
}

/** An answer as the actor may see it. */
export function keepMoneyBack({ moneyHidden }: Pick<Actor, 'moneyHidden'>, name: EndpointName, answer: unknown): unknown {
  return moneyHidden ? OPEN[name]!(answer as never) : answer;
}

/** A job as somebody may see it from whom money is hidden: what its sentences say in figures is left out. */
export function withoutFigures(job: Job): Job {
  const told = withoutFindings(job);
  // Why nothing can be designed is said in figures, too.
  return job.error?.code === 'solve.impossible' ? { ...told, error: { ...job.error, message: '' } } : told;
}

/** A job without the sentences of its result. */
export function withoutFindings(job: Job): Job {
  const { result } = job;
  if (result === null) return job;
  const { outcome, frontier } = result;
  const shown = outcome?.measures.flatMap(({ unit }, m) => (unit === 'currency' ? [] : [m])) ?? [];
  return {
    ...job,
    result: {
      ...result, violations: result.violations.map(({ code }) => ({ code, message: '' })),
      ...(outcome === undefined ? {} : { outcome: { ...outcome, measures: shown.map((m) => outcome.measures[m]), movers: outcome.movers.map((mover) => ({ ...mover, amounts: shown.map((m) => mover.amounts[m]) })), limitedBy: [] } }),
      ...(frontier === undefined ? {} : { frontier: { ...frontier, reasons: [] } }),
    },
  };
}

/** Positions of the measures that somebody may see. */
export function shownMeasures({ moneyHidden }: Pick<Actor, 'moneyHidden'>, measures: readonly { readonly unit: string }[]): number[] {
  return measures.flatMap(({ unit }, m) => (moneyHidden && unit === 'currency' ? [] : [m]));
}

function free(...names: EndpointName[]): Partial<Record<EndpointName, KeepBack>> {
  return Object.fromEntries(names.map((name) => [name, asItIs]));
}
