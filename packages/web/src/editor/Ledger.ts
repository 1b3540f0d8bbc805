import { UNASSIGNED, tally, tallyMoveInto, type Measure } from '@hexalign/engine';
import type { Load } from './Load.ts';

/** Everything counted per territory, kept up to date unit by unit. Row k is unassigned ground. */
export class Ledger {
  readonly k: number;
  readonly sums: Float64Array;
  readonly units: Uint32Array;
  readonly accounts: Float64Array;
  readonly areaKm2: Float64Array;
  readonly totals: readonly number[];
  private readonly measures: readonly Measure[];
  private readonly accountsOf: Uint32Array;
  private readonly lyingIn: Uint32Array;
  private readonly areaOf: Float64Array;

  /**
   * @param slots n slots
   * @param accountsOf n accounts per unit
   * @param areaOf n square kilometres
   * @param loads accounts apart from their ground
   */
  constructor(measures: readonly Measure[], slots: Uint16Array, k: number, accountsOf: Uint32Array, areaOf: Float64Array, loads: readonly Load[] = []) {
    this.k = k;
    this.lyingIn = accountsOf;
    this.measures = loads.length === 0 ? measures : measures.map((measure, j) => ({ ...measure, values: without(measure.values, loads, ({ values }) => values[j]) }));
    this.accountsOf = loads.length === 0 ? accountsOf : without(accountsOf, loads, () => 1);
    this.areaOf = areaOf;
    const rows = slots.map((slot) => this.row(slot));
    this.sums = tally(this.measures, rows, k + 1);
    this.units = new Uint32Array(k + 1);
    this.accounts = new Float64Array(k + 1);
    this.areaKm2 = new Float64Array(k + 1);
    rows.forEach((row, u) => {
      this.units[row]++;
      this.accounts[row] += this.accountsOf[u];
      this.areaKm2[row] += areaOf[u];
    });
    const q = measures.length;
    for (const { slot, values } of loads) {
      this.accounts[this.row(slot)]++;
      values.forEach((value, j) => (this.sums[this.row(slot) * q + j] += value));
    }
    this.totals = measures.map((_, j) => {
      let total = 0;
      for (let row = 0; row <= k; row++) total += this.sums[row * q + j];
      return total;
    });
  }

  /** The row of a slot: its own, or the last one for ground that nobody covers. */
  row(slot: number): number {
    return slot === UNASSIGNED || slot >= this.k ? this.k : slot;
  }

  /** Accounts that lie in one unit, whoever has them. */
  accountsAt(u: number): number {
    return this.lyingIn[u];
  }

  move(u: number, from: number, to: number): void {
    const a = this.row(from);
    const b = this.row(to);
    if (a === b) return;
    tallyMoveInto(this.sums, this.measures, u, a, b);
    this.units[a]--;
    this.units[b]++;
    this.accounts[a] -= this.accountsOf[u];
    this.accounts[b] += this.accountsOf[u];
    this.areaKm2[a] -= this.areaOf[u];
    this.areaKm2[b] += this.areaOf[u];
  }
}

function without<T extends Float64Array | Uint32Array>(values: T, loads: readonly Load[], amount: (load: Load) => number): T {
  const less = values.slice() as T;
  for (const load of loads) less[load.unit] -= amount(load);
  return less;
}
