import { endpoints } from '../../contract/endpoints.ts';
import { packSlots } from '../../contract/wire.ts';
import type { Bind } from '../http/bind.ts';
import type { SideComparing } from './service.ts';

export function compareRoutes(bind: Bind, comparing: SideComparing): void {
  bind(endpoints.compareSides, ({ actor, params, query }) => comparing.compare(actor, params.planId, query.sides));
  bind(endpoints.readSideSlots, async ({ actor, params, query }) => ({ bytes: packSlots(await comparing.slots(actor, params.planId, query.sides)), immutable: false, headers: {} }));
}
