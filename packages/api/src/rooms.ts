import type { Logger } from 'pino';
import { mailer } from './auth/mailer.ts';
import { auth as makeAuth } from './auth/service.ts';
import type { Config } from './config.ts';
import { connections as makeConnections } from './crm/connections.ts';
import { publishing as makePublishing, type PublishingDeps } from './crm/service.ts';
import { sideComparing } from './compare/service.ts';
import { publishWork } from './crm/work.ts';
import { alerts as makeAlerts } from './alerts/service.ts';
import { budgetRequests as makeBudgetRequests } from './budgets/requests.ts';
import { budgets as makeBudgets } from './budgets/service.ts';
import { batches as makeBatches } from './whatif/batches.ts';
import { challenges as makeChallenges } from './challenges/service.ts';
import { changes as makeChanges } from './changes/service.ts';
import { datasets as makeDatasets } from './datasets/service.ts';
import { tableThread } from './datasets/tableThread.ts';
import type { Database } from './db/db.ts';
import { listen } from './db/notices.ts';
import { enginePool } from './engine/pool.ts';
import { postalSource } from './exports/postalSource.ts';
import { exports as makeExports } from './exports/service.ts';
import type { Rooms } from './app.ts';
import { startQueue } from './jobs/queue.ts';
import { planAccounts } from './imports/planAccounts.ts';
import { health as makeHealth } from './health/service.ts';
import { people as makePeople } from './people/service.ts';
import { schedules as makeSchedules } from './schedules/service.ts';
import { imports as makeImports } from './imports/service.ts';
import { importSteps } from './imports/steps.ts';
import { importWork } from './imports/work.ts';
import { jobs as makeJobs } from './jobs/service.ts';
import { own as makeOwn } from './own/service.ts';
import { buildWork } from './plans/build.ts';
import { live as makeLive } from './live/service.ts';
import { ownership as makeOwnership } from './ownership/service.ts';
import { plans as makePlans } from './plans/service.ts';
import { register as makeRegister } from './register/service.ts';
import { placeScopes } from './register/withinScope.ts';
import { bounds as makeBounds } from './scenarios/bounds.ts';
import { certificates as makeCertificates } from './scenarios/certificates.ts';
import { scenarioColours } from './scenarios/colours.ts';
import { comparing as makeComparing } from './scenarios/comparing.ts';
import { history as makeHistory } from './scenarios/history.ts';
import { merging as makeMerging } from './scenarios/merging.ts';
import { provenance as makeProvenance } from './scenarios/provenance.ts';
import { revisions as makeRevisions } from './scenarios/revisions.ts';
import { scenarios as makeScenarios } from './scenarios/service.ts';
import { frontierWork } from './solving/frontierWork.ts';
import { solving as makeSolving } from './solving/service.ts';
import { solveWork } from './solving/solveWork.ts';
import { timeline as makeTimeline } from './timeline/service.ts';
import { today } from './timeline/today.ts';
import { hooks as makeHooks } from './hooks/service.ts';
import { overlaps as makeOverlaps } from './layers/overlaps.ts';
import { layerShapes } from './layers/service.ts';
import { places as makePlaces } from './places/service.ts';
import type { PlaceData } from './units/placeData.ts';
import { unitSets } from './units/service.ts';
import { whatIfs as makeWhatIfs } from './whatif/service.ts';
import { why as makeWhy } from './why/service.ts';
import { workspaces as makeWorkspaces } from './workspace/service.ts';

/** The rooms with what runs behind them. */
export interface RunningRooms {
  readonly rooms: Rooms;
  /** Starts to take jobs. */
  work(): Promise<void>;
  /** Gives running jobs back and ends every thread and connection but the pool's. */
  stop(): Promise<void>;
}

export interface RoomDeps {
  readonly database: Database;
  readonly config: Pick<Config, 'threads' | 'maxUploadBytes' | 'importRowsAtOnce' | 'quota' | 'sources' | 'crm' | 'demo' | 'sso' | 'mail' | 'loopbackOnly' | 'hooks'>;
  readonly places: PlaceData;
  readonly version: string;
  readonly log: Logger;
  /** Told of connections that break. */
  readonly troubled: (error: Error) => void;
}

/** Furnishes the rooms: each gets what it needs of the others, and nothing else. */
export async function openRooms({ database, config, places, version, log, troubled }: RoomDeps): Promise<RunningRooms> {
  const { db, url } = database;
  const [notices, queue] = await Promise.all([listen(url, troubled), startQueue(url, config.threads, troubled, config.hooks.pauseSeconds)]);
  const auth = makeAuth({ db, config, log });
  const pool = enginePool(config.threads);
  const jobs = makeJobs({ db, queue, notices, log, most: config.quota.jobs });
  const units = unitSets({ db, pool });
  const tables = tableThread();
  const datasets = makeDatasets({ db, places, pool, tables, maxUploadBytes: config.maxUploadBytes, quota: config.quota });
  const scopeOf = placeScopes(places);
  // Whoever appends in whatever way is held to the change budget, which is counted against what is in force.
  const history = makeHistory((trx, asked) => budgets.admit(trx, asked));
  const scenarios = makeScenarios({ db, units, jobs, history });
  const revisions = makeRevisions({ db, history, scenarios, jobs, mustFit: (...asked) => budgets.mustFit(...asked) });
  const timeline = makeTimeline({ db, scenarios, revisions });
  const budgets = makeBudgets({ db, history, timeline, units });
  const mail = mailer(config.mail, log);
  const requests = makeBudgetRequests({ db, scenarios, budgets, tell: (to, about) => mail(to, 'budget', Object.values(about).join('\n')) });
  const merging = makeMerging({ db, history });
  const comparing = makeComparing({ db, scenarios, history, units, tenureDays: timeline.tenureDays });
  const live = makeLive({ db, notices, history, jobs, onError: (error) => log.warn({ err: error }, 'stream of a plan') });
  const bounds = makeBounds({ scenarios, units, pool });
  const plans = makePlans({ db, datasets, scenarios, jobs, places });
  const accountsOfPlans = planAccounts({ db, plans, units, scenarios, pool });
  const register = makeRegister({ db, zip: places.zip, scopeOf, planAccounts: accountsOfPlans });
  const alerts = makeAlerts({ db, scenarios, units, pool });
  const overlaps = makeOverlaps({ db, units, pool });
  const health = makeHealth({ db, units, scenarios, alerts, requests, overlaps });
  const steps = importSteps({ db, pool: database.pool, datasets, register, places, planAccounts: accountsOfPlans, overlaps });
  const imports = makeImports({ db, datasets, plans, jobs, steps, rowsAtOnce: config.importRowsAtOnce });
  const people = makePeople({ db, scenarios, units, scopeOf });
  const schedules = makeSchedules({ db, datasets, imports, plans, allowed: config.sources });
  const unitsOf = async (workspaceId: string, planId: string): Promise<string | null> => (await plans.source(workspaceId, planId)).unit_set_id;
  const provenance = makeProvenance({ db, history });
  const changes = makeChanges({ db, scenarios, history, provenance, timeline, units, people, pool });
  const ownership = makeOwnership({ db, scenarios, timeline, provenance, units, places, people, unitsOf });
  const sides = sideComparing({ db, scenarios, history, timeline, units, datasets, places, unitsOf, tenureDays: timeline.tenureDays });
  const certificates = makeCertificates({ scenarios, units, plans, datasets, jobs, bounds, pool });
  const solving = makeSolving({ db, jobs, scenarios, revisions, budgets, units, pool });
  const whatIfs = makeWhatIfs({ db, scenarios, revisions, budgets, timeline, people, units, pool });
  const batches = makeBatches({ db, jobs, notices, scenarios, whatIfs });
  const exports = makeExports({ jobs, plans, scenarios, units, datasets, pool, revisions, timeline, postal: postalSource({ db, places }) });
  const published: PublishingDeps = { db, jobs, plans, scenarios, revisions, timeline, units, people, places, datasets, connections: makeConnections({ db, config: config.crm }) };
  const publishing = makePublishing(published);
  const workspaces = makeWorkspaces({ db, version, maxUploadBytes: config.maxUploadBytes, demo: config.demo });
  const hooks = makeHooks({ db, queue, notices, allowed: config.hooks, onError: (error) => log.warn({ err: error }, 'hooks') });
  return {
    rooms: { auth, budgets, requests, hooks, own: makeOwn({ plans, timeline, scenarios, units }), workspaces, datasets, imports, register, schedules, people, health, overlaps, plans, units, scenarios, revisions, comparing, sides, merging, colours: scenarioColours(db), timeline, live, ownership, certificates, bounds, solving, whatIfs, batches, jobs, exports, publishing, alerts, changes, challenges: makeChallenges({ db, scenarios, plans, changes }), why: makeWhy({ scenarios, provenance, units, bounds, pool }), found: makePlaces({ db, data: places, people, scopeOf }), layers: layerShapes({ db, pool }) },
    async work() {
      await jobs.work({ build: buildWork({ db, datasets, units, scenarios, overlaps, pool }), solve: solveWork({ scenarios, units, pool, threads: config.threads }), frontier: frontierWork({ scenarios, units, pool }), ...importWork(db, steps), publish: publishWork(published), whatif: batches.work });
      await hooks.work();
      // What is due by the clock: whichever process is free does it, once.
      await queue.every('timeline', '1 0 * * *', async () => void (await timeline.turn(today())));
      await queue.every('imports', '*/5 * * * *', async () => void (await schedules.runDue(new Date())));
      await queue.every('publishing', '*/5 * * * *', async () => void (await publishing.runDue(new Date())));
      await queue.every('drift', '20 4 * * *', async () => void (await alerts.check()));
    },
    async stop() {
      live.stop();
      hooks.stop();
      await jobs.stop();
      await pool.close();
      await tables.close();
      await notices.close();
    },
  };
}
