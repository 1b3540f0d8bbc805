import { endpoints } from '../../contract/endpoints.ts';
import type { Bind } from '../http/bind.ts';
import type { Places } from './service.ts';

export function placeRoutes(bind: Bind, places: Places): void {
  bind(endpoints.searchPlaces, ({ actor, params, query }) => places.search(actor, params.planId, query.q, query.limit));
}
