import { endpoints } from '../../contract/endpoints.ts';
import type { Bind } from '../http/bind.ts';
import type { Solving } from './service.ts';

export function solvingRoutes(bind: Bind, solving: Solving): void {
  bind(endpoints.solveScenario, ({ actor, params, body }) => solving.start(actor, params.scenarioId, body));
}
