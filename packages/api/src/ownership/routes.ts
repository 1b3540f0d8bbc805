import { endpoints } from '../../contract/endpoints.ts';
import type { Bind } from '../http/bind.ts';
import type { Ownership } from './service.ts';

export function ownershipRoutes(bind: Bind, ownership: Ownership): void {
  bind(endpoints.findOwner, ({ actor, params, query }) => ownership.owner(actor, params.planId, query));
  bind(endpoints.readWhy, ({ actor, params, query }) => ownership.why(actor, params.scenarioId, params.accountId, query.seq));
  bind(endpoints.readExceptions, ({ actor, params, query }) => ownership.ledger(actor, params.scenarioId, query));
}
