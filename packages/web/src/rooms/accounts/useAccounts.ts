import { endpoints, unpackAccounts, unpackNames, type PackedAccounts, type PackedNames } from '@hexalign/api/contract';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { EngineHost } from '../../engine/engineHost.ts';
import { call } from '../../server/call.ts';

/** The accounts of the units that a plan stands on, as far as they are wanted. */
export interface Accounts {
  readonly unitsId: string;
  /** Where they are and what they bring; empty until it was asked for and came. */
  readonly places: PackedAccounts;
  /** What they are called; null until it was asked for and came. */
  readonly names: PackedNames | null;
  /** The worker has heaped them for the map. */
  readonly heaped: boolean;
  readonly error: unknown;
}

const none: PackedAccounts = { lngLat: new Float64Array(), unit: new Uint32Array(), values: [] };

/**
 * Accounts for map, table and search. They are read and heaped when the map wants them and named when somebody reads them: a plan
 * that is only drawn on costs neither.
 */
export function useAccounts(host: EngineHost, unitsId: string, wanted: { readonly heaps: boolean; readonly names: boolean }): Accounts {
  // Views of one block of memory: there is nothing to compare or to merge. The worker holds one set, so none is kept beyond its plan.
  const kept = { staleTime: Infinity, gcTime: 0, retry: 1, structuralSharing: false } as const;
  const places = useQuery({
    queryKey: ['accounts', unitsId, 'places'], enabled: wanted.heaps || wanted.names, ...kept,
    queryFn: async ({ signal }) => {
      const bytes = await call(endpoints.readAccounts, { params: { unitsId }, signal });
      const copy = bytes.slice(0);
      await host.call('openAccounts', { unitsId, packed: copy }, { transfer: [copy] });
      return unpackAccounts(bytes);
    },
  });
  const names = useQuery({
    queryKey: ['accounts', unitsId, 'names'], enabled: wanted.names && places.isSuccess, ...kept,
    queryFn: async ({ signal }) => {
      const bytes = await call(endpoints.readAccountNames, { params: { unitsId }, signal, anew: true });
      const copy = bytes.slice(0);
      await host.call('nameAccounts', { unitsId, packed: copy }, { transfer: [copy] });
      return unpackNames(bytes);
    },
  });
  return useMemo(() => ({ unitsId, places: places.data ?? none, names: names.data ?? null, heaped: places.isSuccess, error: places.error ?? names.error }), [unitsId, places.data, places.error, places.isSuccess, names.data, names.error]);
}
