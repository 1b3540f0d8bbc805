import type { AssignEdit } from './changes.ts';

/** Units and accounts that one territory gives. */
export interface Gift {
  readonly units: number;
  readonly accounts: number;
}

/**
 * One gesture in the making: which units it has moved, and where they were before. Provisional until the pointer goes
 * up; then it becomes one edit. Counts are kept as units come, so that a long stroke costs no more per step.
 */
export class Stroke {
  readonly to: number;
  readonly by: AssignEdit['by'];
  accounts = 0;
  private readonly before = new Map<number, number>();
  private readonly gifts = new Map<number, Gift>();

  constructor(to: number, by: AssignEdit['by']) {
    this.to = to;
    this.by = by;
  }

  get size(): number {
    return this.before.size;
  }

  has(unit: number): boolean {
    return this.before.has(unit);
  }

  add(unit: number, from: number, accounts: number): void {
    this.before.set(unit, from);
    this.accounts += accounts;
    const gift = this.gifts.get(from);
    this.gifts.set(from, { units: (gift?.units ?? 0) + 1, accounts: (gift?.accounts ?? 0) + accounts });
  }

  /** Units moved, with the slot each had. */
  entries(): IterableIterator<[unit: number, from: number]> {
    return this.before.entries();
  }

  /** What each territory gives so far, a copy. */
  given(): Map<number, Gift> {
    return new Map(this.gifts);
  }

  /** The stroke as one edit, units ascending; null when it moved nothing. */
  toEdit(): AssignEdit | null {
    if (this.before.size === 0) return null;
    const units = [...this.before.keys()].sort((a, b) => a - b);
    return { type: 'assign', by: this.by, patch: { units, from: units.map((u) => this.before.get(u) as number), to: units.map(() => this.to) } };
  }
}
