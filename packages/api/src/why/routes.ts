import { endpoints } from '../../contract/endpoints.ts';
import type { Bind } from '../http/bind.ts';
import type { WhyRoom } from './service.ts';

export function whyRoutes(bind: Bind, why: WhyRoom): void {
  bind(endpoints.readWhyHere, ({ actor, params, query }) => why.here(actor, params.scenarioId, params.accountId, query.seq));
  bind(endpoints.readPrices, ({ actor, params, query }) => why.prices(actor, params.scenarioId, query));
  bind(endpoints.readSwing, ({ actor, params, query }) => why.swing(actor, params.scenarioId, query));
}
