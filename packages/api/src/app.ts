import { randomUUID } from 'node:crypto';
import compression from 'compression';
import express, { type Express } from 'express';
import helmet from 'helmet';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import { sql } from 'kysely';
import { alertRoutes } from './alerts/routes.ts';
import type { Alerts } from './alerts/service.ts';
import { cookies as makeCookies } from './auth/cookies.ts';
import { authRoutes } from './auth/routes.ts';
import type { Auth } from './auth/service.ts';
import { whoAsks } from './auth/whoAsks.ts';
import type { BudgetRequests } from './budgets/requests.ts';
import { budgetRoutes } from './budgets/routes.ts';
import type { Budgets } from './budgets/service.ts';
import { challengeRoutes } from './challenges/routes.ts';
import type { Challenges } from './challenges/service.ts';
import { changeRoutes } from './changes/routes.ts';
import type { Changes } from './changes/service.ts';
import { compareRoutes } from './compare/routes.ts';
import type { SideComparing } from './compare/service.ts';
import type { Config } from './config.ts';
import { crmRoutes } from './crm/routes.ts';
import type { Publishing } from './crm/service.ts';
import type { Db } from './db/db.ts';
import { datasetRoutes } from './datasets/routes.ts';
import type { Datasets } from './datasets/service.ts';
import { exportRoutes } from './exports/routes.ts';
import type { Exports } from './exports/service.ts';
import { blindness } from './access/blindness.ts';
import { moneyMeasures } from './access/moneyDemands.ts';
import { subjectOf } from './access/subjects.ts';
import { makeVeil } from './access/veil.ts';
import { whoIsWho } from './access/whoIsWho.ts';
import { binder, type BindOptions } from './http/bind.ts';
import { guard } from './http/guard.ts';
import { isWorthPacking } from './http/isWorthPacking.ts';
import { metrics } from './http/metrics.ts';
import { openApi } from './http/openapi.ts';
import { problemHandler, unknownRoute } from './http/problem.ts';
import { webApp } from './http/static.ts';
import { errorFacts } from './log.ts';
import { healthRoutes } from './health/routes.ts';
import type { Health } from './health/service.ts';
import { hookRoutes } from './hooks/routes.ts';
import type { Hooks } from './hooks/service.ts';
import { importRoutes } from './imports/routes.ts';
import type { Imports } from './imports/service.ts';
import { jobRoutes } from './jobs/routes.ts';
import type { Jobs } from './jobs/service.ts';
import { ownershipRoutes } from './ownership/routes.ts';
import type { Ownership } from './ownership/service.ts';
import { peopleRoutes } from './people/routes.ts';
import type { People } from './people/service.ts';
import { ownRoutes } from './own/routes.ts';
import type { Own } from './own/service.ts';
import { planRoutes } from './plans/routes.ts';
import type { Plans } from './plans/service.ts';
import { scheduleRoutes } from './schedules/routes.ts';
import type { Schedules } from './schedules/service.ts';
import { registerRoutes } from './register/routes.ts';
import type { Register } from './register/service.ts';
import type { Bounds } from './scenarios/bounds.ts';
import type { Certificates } from './scenarios/certificates.ts';
import type { Comparing } from './scenarios/comparing.ts';
import type { Merging } from './scenarios/merging.ts';
import type { Revisions } from './scenarios/revisions.ts';
import { liveRoutes } from './live/routes.ts';
import type { Live } from './live/service.ts';
import type { ScenarioColours } from './scenarios/colours.ts';
import { scenarioRoutes } from './scenarios/routes.ts';
import type { Scenarios } from './scenarios/service.ts';
import { solvingRoutes } from './solving/routes.ts';
import type { Solving } from './solving/service.ts';
import { timelineRoutes } from './timeline/routes.ts';
import type { TimelineRoom } from './timeline/service.ts';
import type { PlaceData } from './units/placeData.ts';
import type { Overlaps } from './layers/overlaps.ts';
import { layerRoutes } from './layers/routes.ts';
import type { LayerShapes } from './layers/service.ts';
import { placeRoutes } from './places/routes.ts';
import type { Places } from './places/service.ts';
import { unitRoutes } from './units/routes.ts';
import type { UnitSets } from './units/service.ts';
import { whatIfRoutes } from './whatif/routes.ts';
import type { Batches } from './whatif/batches.ts';
import type { WhatIfs } from './whatif/service.ts';
import { whyRoutes } from './why/routes.ts';
import type { WhyRoom } from './why/service.ts';
import { workspaceRoutes } from './workspace/routes.ts';
import type { Workspaces } from './workspace/service.ts';

/** The rooms of the house. */
export interface Rooms {
  readonly hooks: Hooks;
  readonly auth: Auth;
  readonly own: Own;
  readonly workspaces: Workspaces;
  readonly datasets: Datasets;
  readonly imports: Imports;
  readonly register: Register;
  readonly schedules: Schedules;
  readonly people: People;
  readonly health: Health;
  readonly overlaps: Overlaps;
  readonly plans: Plans;
  readonly units: UnitSets;
  readonly scenarios: Scenarios;
  readonly revisions: Revisions;
  readonly comparing: Comparing;
  readonly sides: SideComparing;
  readonly merging: Merging;
  readonly colours: ScenarioColours;
  readonly timeline: TimelineRoom;
  readonly live: Live;
  readonly ownership: Ownership;
  readonly certificates: Certificates;
  readonly bounds: Bounds;
  readonly solving: Solving;
  readonly whatIfs: WhatIfs;
  readonly batches: Batches;
  readonly jobs: Jobs;
  readonly exports: Exports;
  readonly publishing: Publishing;
  readonly alerts: Alerts;
  readonly changes: Changes;
  readonly budgets: Budgets;
  readonly requests: BudgetRequests;
  readonly challenges: Challenges;
  readonly why: WhyRoom;
  readonly found: Places;
  readonly layers: LayerShapes;
}

export interface AppDeps {
  readonly db: Db;
  readonly rooms: Rooms;
  readonly places: PlaceData;
  readonly version: string;
  readonly log: Logger;
  readonly config: Pick<Config, 'loopbackOnly' | 'publicUrl' | 'proxies' | 'metricsToken'>;
  /** Folder of the built web app. */
  readonly webFolder: string;
  /** Checks every answer against its schema; for tests. */
  readonly checkResults?: boolean;
}

/** Pure wiring: middleware, rooms, pages. */
export function createApp(deps: AppDeps): Express {
  const { db, rooms, places, config, version, log } = deps;
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.set('etag', false);
  app.set('trust proxy', config.proxies);
  app.use(pinoHttp({ logger: log, genReqId: () => randomUUID(), customLogLevel: (_request, response, error) => (error || response.statusCode >= 500 ? 'error' : 'debug'), wrapSerializers: false, serializers: { err: errorFacts, req: ({ id, method, url }: { id: string; method: string; url: string }) => ({ id, method, url }), res: ({ statusCode }: { statusCode: number }) => ({ statusCode }) } }));
  app.use((request, response, next) => {
    response.set('x-request-id', String(request.id));
    next();
  });
  const measured = metrics(db, config);
  app.use(measured.watch);
  app.use(helmet({ contentSecurityPolicy: { useDefaults: false, directives: POLICY }, strictTransportSecurity: config.publicUrl?.startsWith('https:') ? { maxAge: 31_536_000 } : false, crossOriginEmbedderPolicy: false }));
  app.get('/healthz', (_request, response) => void response.type('text/plain').send('ok\n'));
  app.get('/readyz', async (_request, response) => {
    const ready = await sql`select 1 from workspaces`.execute(db).then(() => true, () => false);
    response.status(ready ? 200 : 503).type('text/plain').send(ready ? 'ready\n' : 'the database does not answer\n');
  });
  app.use(guard(config));
  app.get('/metrics', measured.show);
  app.use(compression({ level: 4, threshold: 4096, filter: isWorthPacking }));
  const document = JSON.stringify(openApi(version));
  app.get('/openapi.json', (_request, response) => void response.type('application/json').send(document));

  const cookies = makeCookies(config.publicUrl?.startsWith('https:') ?? false);
  const router = express.Router();
  const findPeople = whoIsWho(db);
  const veilOf: BindOptions['veilOf'] = async (actor, name, params) => {
    const { hidden, planId } = await blindness(db, actor, name, params);
    return hidden ? makeVeil(await findPeople(actor.workspaceId, planId), actor.id) : undefined;
  };
  const bind = binder({ router, actorOf: (request) => whoAsks(rooms.auth, cookies, request), subjectOf: (actor, action, params) => subjectOf(db, actor, action, params), hiddenFrom: (actor) => moneyMeasures(db, actor), veilOf, checkResults: deps.checkResults ?? false });
  authRoutes(bind, rooms.auth, cookies, config.publicUrl);
  ownRoutes(bind, rooms.own);
  workspaceRoutes(bind, rooms.workspaces, places);
  datasetRoutes(bind, rooms.datasets);
  importRoutes(bind, rooms.imports);
  registerRoutes(bind, rooms.register);
  healthRoutes(bind, rooms.health, rooms.overlaps);
  scheduleRoutes(bind, rooms.schedules);
  peopleRoutes(bind, rooms.people);
  planRoutes(bind, rooms.plans, rooms.datasets);
  unitRoutes(bind, rooms.units);
  placeRoutes(bind, rooms.found);
  layerRoutes(bind, rooms.layers);
  scenarioRoutes(bind, rooms.scenarios, rooms, rooms.certificates, rooms.bounds);
  compareRoutes(bind, rooms.sides);
  timelineRoutes(bind, rooms.timeline);
  liveRoutes(bind, rooms.live);
  ownershipRoutes(bind, rooms.ownership);
  solvingRoutes(bind, rooms.solving);
  whatIfRoutes(bind, rooms.whatIfs, rooms.batches);
  jobRoutes(bind, rooms.jobs);
  exportRoutes(bind, rooms.exports);
  hookRoutes(bind, rooms.hooks);
  crmRoutes(bind, rooms.publishing);
  alertRoutes(bind, rooms.alerts);
  changeRoutes(bind, rooms.changes);
  challengeRoutes(bind, rooms.challenges);
  budgetRoutes(bind, rooms.budgets, rooms.requests, rooms.scenarios);
  whyRoutes(bind, rooms.why);
  router.use(unknownRoute());
  app.use('/api', router);
  app.use(webApp(deps.webFolder));
  app.use(unknownRoute());
  app.use(problemHandler());
  return app;
}

/** Nothing from elsewhere, nothing inline but styles, which the interface sets on its elements. */
const POLICY = {
  'default-src': ["'self'"],
  'base-uri': ["'self'"],
  'connect-src': ["'self'"],
  'font-src': ["'self'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  'object-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'", "'unsafe-inline'"],
  'worker-src': ["'self'"],
};
