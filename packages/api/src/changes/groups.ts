import type { AccountChange, AccountChanges } from '../../contract/changes.ts';

type Group = AccountChanges['groups'][number];

/**
 * What leaves and what reaches each territory, or each person who covers some.
 *
 * @returns the groups, those whom most concerns first, and whether a change belongs to one
 */
export function groupsOf(rows: readonly AccountChange[], territories: AccountChanges['territories'], by: 'territory' | 'person', measures: number): { groups: Group[]; isOf: (row: AccountChange, key: string) => boolean } {
  const keyOf = (index: number): string | null => (index < 0 ? null : by === 'person' ? territories[index].person : territories[index].id);
  const nameOf = (index: number): string | null => (index < 0 ? null : by === 'person' ? territories[index].person : territories[index].name);
  const none = (): Group['lost'] => ({ accounts: 0, sums: new Array<number>(measures).fill(0) });
  const groups = new Map<string | null, Group>();
  const add = (index: number, side: 'lost' | 'gained', { values }: AccountChange): void => {
    const key = keyOf(index);
    const group = groups.get(key) ?? { key, name: nameOf(index), lost: none(), gained: none() };
    groups.set(key, group);
    group[side].accounts++;
    values.forEach((value, m) => (group[side].sums[m] += value));
  };
  for (const row of rows) {
    add(row.from, 'lost', row);
    add(row.to, 'gained', row);
  }
  const size = ({ lost, gained }: Group): number => lost.accounts + gained.accounts;
  return {
    groups: [...groups.values()].sort((a, b) => size(b) - size(a) || ((a.name ?? '') < (b.name ?? '') ? -1 : 1)),
    isOf: (row, key) => keyOf(row.from) === key || keyOf(row.to) === key,
  };
}
