import { endpoints } from '../../contract/endpoints.ts';
import type { Bind } from '../http/bind.ts';
import type { Solving } from './service.ts';

export function solvingRoutes(bind: Bind, solving: Solving): void {
  bind(endpoints.solveScenario, ({ actor, params, body }) => solving.start(actor, params.scenarioId, body));
  bind(endpoints.checkSolve, ({ actor, params, body }) => solving.check(actor, params.scenarioId, body));
  bind(endpoints.startFrontier, ({ actor, params, body }) => solving.startFrontier(actor, params.scenarioId, body));
  bind(endpoints.readFrontier, async ({ actor, params }) => ({ job: await solving.lastFrontier(actor, params.scenarioId) }));
  bind(endpoints.readPoint, async ({ actor, params }) => ({ bytes: await solving.pointSlots(actor, params.jobId, params.point) }));
  bind(endpoints.takePoint, ({ actor, params, body }) => solving.takePoint(actor, params.jobId, params.point, body));
}
