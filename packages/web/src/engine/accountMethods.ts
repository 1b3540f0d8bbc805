import { unpackAccounts, unpackNames } from '@hexalign/api/contract';
import { handOver } from '@hexalign/engine';
import { AccountClusters, type AccountPoints } from '../map/accountClusters.ts';
import { AccountIndex, type AccountAsked } from './AccountIndex.ts';

/** The accounts of the plan that is open: one set at a time. */
let open: { readonly unitsId: string; readonly clusters: AccountClusters; index: AccountIndex | null; readonly packed: ArrayBuffer } | null = null;

/** What the page asks of its worker about accounts. */
export const accountMethods = {
  /** Heaps the accounts for the map. */
  openAccounts({ unitsId, packed }: { unitsId: string; packed: ArrayBuffer }): number {
    if (open?.unitsId !== unitsId) {
      const { lngLat, values } = unpackAccounts(packed);
      open = { unitsId, packed, index: null, clusters: new AccountClusters(lngLat, values) };
    }
    return open.clusters.size;
  },
  /** Brings what they are called, for tables and search. */
  nameAccounts({ unitsId, packed }: { unitsId: string; packed: ArrayBuffer }): void {
    const there = opened(unitsId);
    there.index ??= new AccountIndex(unpackAccounts(there.packed), unpackNames(packed));
  },
  accountPoints({ unitsId, zoom, box, measure }: { unitsId: string; zoom: number; box: readonly [number, number, number, number]; measure: number }): AccountPoints {
    const points = opened(unitsId).clusters.points(zoom, box, measure);
    return handOver(points, [points.x, points.y, points.counts, points.values, points.account, points.point].map(({ buffer }) => buffer as ArrayBuffer));
  },
  accountsOfPoint({ unitsId, zoom, point }: { unitsId: string; zoom: number; point: number }): Uint32Array {
    return opened(unitsId).clusters.members(zoom, point);
  },
  accountRows({ unitsId, asked }: { unitsId: string; asked: AccountAsked }): Uint32Array {
    return named(unitsId).rows(asked);
  },
  findAccounts({ unitsId, text, limit }: { unitsId: string; text: string; limit: number }): number[] {
    return named(unitsId).best(text, limit);
  },
};

function opened(unitsId: string): NonNullable<typeof open> {
  if (open?.unitsId !== unitsId) throw new Error('the accounts were not opened');
  return open;
}

function named(unitsId: string): AccountIndex {
  const { index } = opened(unitsId);
  if (!index) throw new Error('the names of the accounts were not brought');
  return index;
}
