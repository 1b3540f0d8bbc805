import type { RowProblem } from '../../contract/datasets.ts';
import type { Collected } from '../datasets/collectAccounts.ts';
import type { ReadAccounts } from './readAccounts.ts';

/** Rejects accounts that were accepted row by row but cannot stay; the counts still add up. */
export function withoutAccounts(read: Collected & Partial<Pick<ReadAccounts, 'mapping'>>, positions: readonly number[], reason: (place: { lng: number; lat: number }, column: string) => Omit<RowProblem, 'row'>): Collected {
  if (positions.length === 0) return read;
  const { accounts, counts } = read;
  const out = new Set(positions);
  const keep = (_: unknown, i: number) => !out.has(i);
  const place = read.mapping?.place;
  const column = place?.kind === 'lngLat' ? place.lat : (place?.postal ?? '');
  const more = positions.map((i) => ({ row: accounts.rows[i], ...reason({ lng: accounts.lngLat[2 * i], lat: accounts.lngLat[2 * i + 1] }, column) }));
  return {
    accounts: {
      ids: accounts.ids.filter(keep),
      rows: accounts.rows.filter(keep),
      lngLat: accounts.lngLat.filter((_, i) => !out.has(i >> 1)),
      values: accounts.values.map((values) => values.filter(keep)),
      current: accounts.current?.filter(keep) ?? null,
      approximate: accounts.approximate.filter(keep),
    },
    problems: [...read.problems, ...more].sort((a, b) => a.row - b.row),
    counts: { ...counts, accepted: counts.accepted - out.size, rejected: counts.rejected + out.size },
  };
}
