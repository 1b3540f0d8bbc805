import { endpoints } from '../../contract/endpoints.ts';
import type { Bind } from '../http/bind.ts';
import type { Alerts } from './service.ts';

export function alertRoutes(bind: Bind, alerts: Alerts): void {
  bind(endpoints.listAlerts, async ({ actor, params, query }) => ({ alerts: await alerts.list(actor, params.planId, query.state) }));
  bind(endpoints.checkAlerts, async ({ actor, params }) => {
    await alerts.check(params.planId);
    return { alerts: await alerts.list(actor, params.planId, 'open') };
  });
}
