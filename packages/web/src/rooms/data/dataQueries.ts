import { endpoints, type RecordKind } from '@hexalign/api/contract';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../server/call.ts';
import { queryClient } from '../../server/queries.ts';

/** Imports that one look at the list shows. */
export const PAGE = 50;

/** What the pages about data ask of the server. */
export const dataQueries = {
  imports: (scope: string | null, kind: RecordKind | null, limit: number) =>
    queryOptions({
      queryKey: ['imports', scope, kind, limit],
      staleTime: 0,
      queryFn: ({ signal }) => call(endpoints.listImports, { query: { ...(scope === null ? {} : { scope }), ...(kind === null ? {} : { kind }), limit }, signal }),
      refetchInterval: (query) => (query.state.data?.imports.some(({ state, jobId }) => state === 'judging' || jobId !== null) ? 3000 : false),
    }),
  import: (importId: string) =>
    queryOptions({
      queryKey: ['import', importId], staleTime: 0,
      queryFn: ({ signal }) => call(endpoints.readImport, { params: { importId }, signal }),
      // A job tells by itself how it goes.
      refetchInterval: (query) => (query.state.data?.state === 'judging' && query.state.data.jobId === null ? 2000 : false),
    }),
  suggestion: (datasetId: string, kind: RecordKind) =>
    queryOptions({ queryKey: ['suggestion', datasetId, kind], staleTime: 60_000, queryFn: ({ signal }) => call(endpoints.suggestMapping, { params: { datasetId }, query: { kind }, signal }) }),
  layers: () => queryOptions({ queryKey: ['layers'], staleTime: 0, queryFn: ({ signal }) => call(endpoints.listLayers, { signal }) }),
  schedules: () => queryOptions({ queryKey: ['schedules'], staleTime: 0, queryFn: ({ signal }) => call(endpoints.listSchedules, { signal }) }),
  unplaced: (kind: 'accounts' | 'people', scope: string, limit: number) =>
    queryOptions({ queryKey: ['unplaced', kind, scope, limit], staleTime: 0, queryFn: ({ signal }) => call(endpoints.listRecords, { params: { kind }, query: { scope, place: 'none', limit }, signal }) }),
};

/** After something came in or was taken back: everything that is made of the records is asked anew. */
export function recordsChanged(): Promise<unknown> {
  const stale = new Set(['imports', 'import', 'changes', 'layers', 'unplaced', 'plan', 'plans', 'inbox']);
  return queryClient.invalidateQueries({ predicate: ({ queryKey }) => stale.has(String(queryKey[0])) });
}
