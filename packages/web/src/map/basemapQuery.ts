import { loadBasemap } from './basemap.ts';

/** The ground that every plan is drawn on: read once for the life of the page. */
export const basemapQuery = { queryKey: ['basemap'], staleTime: Infinity, gcTime: Infinity, retry: 1, queryFn: ({ signal }: { signal: AbortSignal }) => loadBasemap(signal) };
