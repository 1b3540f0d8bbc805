import { endpoints } from '../../contract/endpoints.ts';
import type { Bind } from '../http/bind.ts';
import type { TimelineRoom } from './service.ts';

export function timelineRoutes(bind: Bind, timeline: TimelineRoom): void {
  bind(endpoints.readTimeline, ({ actor, params }) => timeline.read(actor, params.planId));
  bind(endpoints.activateRevision, ({ actor, params, body }) => timeline.activate(actor, params.planId, body));
  bind(endpoints.withdrawActivation, ({ actor, params }) => timeline.withdraw(actor, params.planId, params.activationId));
  bind(endpoints.readInForce, ({ actor, params, query }) => timeline.on(actor.workspaceId, params.planId, query.date));
}
