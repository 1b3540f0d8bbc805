import { basemapQuery } from '../../map/basemapQuery.ts';
import { queryClient } from '../../server/queries.ts';

/** The map's own code; the largest part of the page, and the last that is needed. */
export const loadMapPane = () => import('./MapPane.tsx').then(({ MapPane: pane }) => ({ default: pane }));

/** Has the browser fetch what every map needs, while the plan is read. What fails here is asked for again where it is needed, and told there. */
export function mapAhead(): void {
  loadMapPane().catch(() => undefined);
  void queryClient.prefetchQuery(basemapQuery);
}
