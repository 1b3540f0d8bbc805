import { endpoints } from '../../contract/endpoints.ts';
import type { Bind } from '../http/bind.ts';
import type { Overlaps } from '../layers/overlaps.ts';
import type { Health } from './service.ts';

export function healthRoutes(bind: Bind, health: Health, overlaps: Pick<Overlaps, 'read'>): void {
  bind(endpoints.readInbox, ({ actor, query }) => health.inbox(actor, query.show));
  bind(endpoints.readPlanInbox, ({ actor, params, query }) => health.planInbox(actor, params.planId, query.show));
  bind(endpoints.readOverlap, ({ actor, params, query }) => overlaps.read(actor.workspaceId, params.planId, query.item));
  bind(endpoints.putAside, ({ actor, body }) => health.putAside(actor, body.item, body.until, body.reason ?? null));
}
