import { endpoints } from '../../contract/endpoints.ts';
import type { Actor } from '../http/actor.ts';
import type { Bind } from '../http/bind.ts';
import type { UnitSets } from './service.ts';

export function unitRoutes(bind: Bind, units: UnitSets): void {
  bind(endpoints.readUnits, ({ actor, params }) => units.read(actor, params.unitsId));
  // The largest of what a plan is opened with: it goes as it is kept, so that nobody here opens it and closes it again.
  bind(endpoints.readGraph, async ({ actor, params: { unitsId }, request }) => {
    const kept = request.acceptsEncodings('deflate') ? await units.deflatedGraph(actor, unitsId) : null;
    return kept ? { bytes: kept, headers: { 'content-encoding': 'deflate', vary: 'accept-encoding' }, immutable: true } : { bytes: await units.packed(actor, unitsId, 'graph'), immutable: true };
  });
  bind(endpoints.readShapes, async ({ actor, params }) => ({ bytes: await units.shapes(actor, params.unitsId), immutable: true }));
  // What somebody may see of them can change: kept by the browser, and asked for again each time.
  const etag = (actor: Actor, unitsId: string): string => `"${unitsId}${actor.moneyHidden ? '-less' : ''}"`;
  bind(endpoints.readMeasures, async ({ actor, params }) => ({ bytes: await units.packed(actor, params.unitsId, 'measures'), etag: etag(actor, params.unitsId) }));
  bind(endpoints.readAccounts, async ({ actor, params }) => ({ bytes: await units.packed(actor, params.unitsId, 'accounts'), etag: etag(actor, params.unitsId) }));
  bind(endpoints.readAccountCounts, async ({ actor, params }) => ({ bytes: await units.counts(actor, params.unitsId), immutable: true }));
  // So can whether one is told of people, and who they are; without them nothing of it is kept.
  bind(endpoints.readAccountNames, async ({ actor, params }) => {
    const bytes = await units.names(actor, params.unitsId);
    return actor.veil === undefined ? { bytes, etag: `"${params.unitsId}-names"` } : { bytes };
  });
  bind(endpoints.listAccounts, ({ actor, params, query }) =>
    units.accounts(actor, params.unitsId, { search: query.q?.trim() || null, unit: query.unit ?? null, offset: query.offset, limit: query.limit }),
  );
}
