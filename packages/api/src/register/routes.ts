import { endpoints } from '../../contract/endpoints.ts';
import type { Bind } from '../http/bind.ts';
import type { Register } from './service.ts';

export function registerRoutes(bind: Bind, register: Register): void {
  bind(endpoints.listRecords, ({ actor, params, query }) => register.list(actor, params.kind, query.scope, { search: query.q ?? null, place: query.place, offset: query.offset, limit: query.limit }));
  bind(endpoints.readRecord, ({ actor, params, query }) => register.history(actor, params.kind, query.scope, query.key));
  bind(endpoints.patchRecord, ({ actor, params, body }) => register.patch(actor, params.kind, body));
  bind(endpoints.findPostal, ({ actor, query }) => register.findPostal(actor, query));
  bind(endpoints.listLayers, ({ actor }) => register.layers(actor));
}
