import { endpoints } from '../../contract/endpoints.ts';
import type { Bind } from '../http/bind.ts';
import type { People } from './service.ts';

export function peopleRoutes(bind: Bind, people: People): void {
  bind(endpoints.listCovers, ({ actor, params, query }) => people.covers(actor, params.planId, query.on ?? null));
  bind(endpoints.setCovers, ({ actor, params, body }) => people.set(actor, params.planId, body));
  bind(endpoints.proposeCovers, ({ actor, params, body }) => people.propose(actor, params.planId, body));
}
