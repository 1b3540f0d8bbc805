import { UNASSIGNED } from '../problem/problem.ts';

/** What a territory has of an area. q = measures. */
export interface CrosswalkPart {
  /** Territory; `UNASSIGNED` for nobody. */
  readonly slot: number;
  /** Ground in square kilometres; null where only accounts are known. */
  readonly km2: number | null;
  /** Share of the area's ground that lies in units; null where only accounts are known. */
  readonly groundShare: number | null;
  /** Accounts; null where only ground is known. */
  readonly accounts: number | null;
  /** q sums. */
  readonly sums: Float64Array;
  /** q shares of the area's sums; 0 where the area has none. */
  readonly shares: Float64Array;
}

/** An area and the territories that have a part of it. */
export interface CrosswalkArea {
  /** Postal code, FIPS code or whatever the area is called. */
  readonly id: string;
  /** At least one, largest first by what decides, ties to the lower slot. */
  readonly parts: readonly CrosswalkPart[];
  /** The territory with the most; `UNASSIGNED`, which has no say, only when no territory has any. */
  readonly majority: number;
  /** Share of the area, in what decides, that the majority has, 0 to 1. */
  readonly majorityShare: number;
}

/** What decides the majority: ground, the number of accounts, or the position of a measure. */
export type MajorityBy = 'ground' | 'accounts' | number;

interface Sums {
  km2: number;
  accounts: number;
  readonly sums: Float64Array;
}

/** Sums by area and territory, and puts them into order. */
export class CrosswalkSums {
  private readonly areas = new Map<number, Map<number, Sums>>();
  private readonly measures: number;

  constructor(measures: number) {
    this.measures = measures;
  }

  /** The sums of an area and a slot, to be added to. */
  at(area: number, slot: number): Sums {
    let slots = this.areas.get(area);
    if (!slots) this.areas.set(area, (slots = new Map()));
    let sums = slots.get(slot);
    if (!sums) slots.set(slot, (sums = { km2: 0, accounts: 0, sums: new Float64Array(this.measures) }));
    return sums;
  }

  /**
   * The area with its parts in order; null when nothing was added to it.
   *
   * @param majority decided elsewhere; found here when left out
   */
  area(area: number, id: string, by: MajorityBy, known: { readonly ground: boolean; readonly accounts: boolean }, majority?: number): CrosswalkArea | null {
    const rows = [...(this.areas.get(area) ?? [])];
    if (rows.length === 0) return null;
    const weightOf = (row: Sums): number => (by === 'ground' ? row.km2 : by === 'accounts' ? row.accounts : row.sums[by]);
    // Where an area has nothing of what decides, its ground or its accounts do.
    const second = known.ground ? 'km2' : 'accounts';
    rows.sort(([s, a], [t, b]) => weightOf(b) - weightOf(a) || b[second] - a[second] || s - t);
    const total = (of: (row: Sums) => number): number => rows.reduce((sum, [, row]) => sum + of(row), 0);
    const km2 = total((row) => row.km2);
    const totals = Array.from({ length: this.measures }, (_, j) => total((row) => row.sums[j]));
    const parts = rows.map(([slot, row]): CrosswalkPart => ({
      slot,
      km2: known.ground ? row.km2 : null,
      groundShare: known.ground ? part(row.km2, km2) : null,
      accounts: known.accounts ? row.accounts : null,
      sums: row.sums,
      shares: row.sums.map((sum, j) => part(sum, totals[j])),
    }));
    const decided = majority ?? rows.find(([slot]) => slot !== UNASSIGNED)?.[0] ?? UNASSIGNED;
    const leading = rows.find(([slot]) => slot === decided);
    return { id, parts, majority: decided, majorityShare: leading ? part(weightOf(leading[1]), total(weightOf)) : 0 };
  }
}

function part(value: number, total: number): number {
  return total > 0 ? value / total : 0;
}
