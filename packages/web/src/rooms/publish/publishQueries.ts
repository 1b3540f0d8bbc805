import { endpoints, type Publication, type ResultOf } from '@hexalign/api/contract';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../server/call.ts';
import { queryClient } from '../../server/queries.ts';

const ROWS = 50;
/** Milliseconds between looks at something that is under way. */
const LOOK_MS = 700;

/** Whether it is being looked at or written now. */
export function underWay({ state }: Pick<Publication, 'state'>): boolean {
  return state === 'checking' || state === 'running';
}

export const publishQueries = {
  connections: () => queryOptions({ queryKey: ['connections'], queryFn: ({ signal }) => call(endpoints.listConnections, { signal }) }),
  targets: (planId: string) => queryOptions({ queryKey: ['targets', planId], queryFn: ({ signal }) => call(endpoints.listTargets, { params: { planId }, signal }) }),
  publications: (planId: string) =>
    queryOptions({
      queryKey: ['publications', planId], staleTime: 0,
      queryFn: ({ signal }): Promise<ResultOf<typeof endpoints.listPublications>> => call(endpoints.listPublications, { params: { planId }, signal }),
      refetchInterval: (query) => (query.state.data?.publications.some(underWay) ? LOOK_MS : false),
    }),
  rows: (publicationId: string, step: string, state: string) =>
    queryOptions({ queryKey: ['publication-rows', publicationId, step, state], queryFn: ({ signal }) => call(endpoints.readPublicationRows, { params: { publicationId }, query: { step, limit: ROWS }, signal }) }),
};

/** Something was published, or is about to be. */
export function published(planId: string): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: ['publications', planId] });
}
