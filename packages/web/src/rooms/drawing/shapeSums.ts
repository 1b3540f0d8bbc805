import type { Editor } from '../../editor/Editor.ts';

/** What some units hold, by whom they belong to. */
export interface Origin {
  readonly slot: number;
  readonly units: number;
  readonly accounts: number;
  /** One per measure. */
  readonly sums: readonly number[];
}

/** Counts and sums of some units per origin, most units first. */
export function shapeSums({ slots, measures, accountsAt }: Pick<Editor, 'slots' | 'measures'> & { accountsAt(u: number): number }, units: readonly number[]): { accounts: number; origins: readonly Origin[] } {
  const rows = new Map<number, { units: number; accounts: number; sums: number[] }>();
  let accounts = 0;
  for (const u of units) {
    let row = rows.get(slots[u]);
    if (!row) rows.set(slots[u], (row = { units: 0, accounts: 0, sums: measures.map(() => 0) }));
    const here = accountsAt(u);
    accounts += here;
    row.units++;
    row.accounts += here;
    for (let j = 0; j < measures.length; j++) row.sums[j] += measures[j].values[u];
  }
  return { accounts, origins: [...rows].map(([slot, row]) => ({ slot, ...row })).sort((a, b) => b.units - a.units || a.slot - b.slot) };
}
