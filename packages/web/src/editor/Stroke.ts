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
  private readonly moved: number[] = [];
  private readonly before: number[] = [];
  private readonly gifts = new Map<number, { -readonly [part in keyof Gift]: Gift[part] }>();

  constructor(to: number, by: AssignEdit['by']) {
    this.to = to;
    this.by = by;
  }

  get size(): number {
    return this.moved.length;
  }

  /** Adds a unit that did not go along yet. */
  add(unit: number, from: number, accounts: number): void {
    this.moved.push(unit);
    this.before.push(from);
    this.accounts += accounts;
    const gift = this.gifts.get(from);
    if (gift) {
      gift.units++;
      gift.accounts += accounts;
    } else this.gifts.set(from, { units: 1, accounts });
  }

  /** Units moved, in the order in which they went along. */
  get units(): readonly number[] {
    return this.moved;
  }

  /** The slot that the `i`th of them had. */
  from(i: number): number {
    return this.before[i];
  }

  /** What each territory gives so far, a copy. */
  given(): Map<number, Gift> {
    return new Map(Array.from(this.gifts, ([slot, gift]) => [slot, { ...gift }]));
  }

  /** The stroke as one edit, units ascending; null when it moved nothing. */
  toEdit(): AssignEdit | null {
    if (this.moved.length === 0) return null;
    const order = this.moved.map((_, i) => i).sort((a, b) => this.moved[a] - this.moved[b]);
    return { type: 'assign', by: this.by, patch: { units: order.map((i) => this.moved[i]), from: order.map((i) => this.before[i]), to: order.map(() => this.to) } };
  }
}
