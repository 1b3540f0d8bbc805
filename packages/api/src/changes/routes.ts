import { endpoints } from '../../contract/endpoints.ts';
import type { Bind } from '../http/bind.ts';
import type { Changes } from './service.ts';

export function changeRoutes(bind: Bind, changes: Changes): void {
  bind(endpoints.listAccountChanges, ({ actor, params, query }) => changes.list(actor, params.scenarioId, query));
  bind(endpoints.exportChanges, ({ actor, params, query }) => changes.file(actor, params.scenarioId, query));
  bind(endpoints.decideChanges, async ({ actor, params, body }) => ({ decided: await changes.decide(actor, params.scenarioId, body) }));
  bind(endpoints.keepAccounts, ({ actor, params, body }) => changes.keep(actor, params.scenarioId, body));
}
