import { endpoints } from '../../contract/endpoints.ts';
import type { Bind } from '../http/bind.ts';
import type { Own } from './service.ts';

export function ownRoutes(bind: Bind, own: Own): void {
  bind(endpoints.readOwnTerritories, async ({ actor }) => ({ territories: await own.territories(actor) }));
}
