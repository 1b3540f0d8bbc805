import { endpoints } from '../../contract/endpoints.ts';
import type { Bind, Bytes } from '../http/bind.ts';
import type { Download, Exports } from './service.ts';

export function exportRoutes(bind: Bind, exports: Exports): void {
  bind(endpoints.exportAccounts, ({ actor, params, query }) => exports.accounts(actor, params.scenarioId, query.seq).then(sent));
  bind(endpoints.exportUnits, ({ actor, params, query }) => exports.units(actor, params.scenarioId, query.seq).then(sent));
  bind(endpoints.exportTerritories, ({ actor, params, query }) => exports.territories(actor, params.scenarioId, query.seq).then(sent));
  bind(endpoints.exportPlan, ({ actor, params, query }) => exports.plan(actor, params.scenarioId, query.seq).then(sent));
}

function sent(download: Download): Bytes {
  return download;
}
