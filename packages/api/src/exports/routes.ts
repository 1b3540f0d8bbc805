import { endpoints } from '../../contract/endpoints.ts';
import type { Bind, Bytes } from '../http/bind.ts';
import type { Download } from './download.ts';
import type { Exports } from './service.ts';

export function exportRoutes(bind: Bind, exports: Exports): void {
  bind(endpoints.exportAccounts, ({ actor, params, query }) => exports.accounts(actor, params.scenarioId, query.seq).then(sent));
  bind(endpoints.exportUnits, ({ actor, params, query }) => exports.units(actor, params.scenarioId, query.seq).then(sent));
  bind(endpoints.exportTerritories, ({ actor, params, query }) => exports.territories(actor, params.scenarioId, query.seq).then(sent));
  bind(endpoints.exportPlan, ({ actor, params, query }) => exports.plan(actor, params.scenarioId, query.seq).then(sent));
  bind(endpoints.exportFile, ({ actor, params, query }) => exports.file(actor, params.scenarioId, params.format, query).then(sent));
  bind(endpoints.exportInForce, ({ actor, params, query }) => exports.inForce(actor, params.planId, params.format, query).then(sent));
}

function sent(download: Download): Bytes {
  return download;
}
