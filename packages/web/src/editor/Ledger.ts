import { UNASSIGNED, tally, tallyMoveInto, type Measure } from '@hexalign/engine';

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
  private readonly areaOf: Float64Array;

  /**
   * @param slots n slots
   * @param accountsOf n accounts per unit
   * @param areaOf n square kilometres
   */
  constructor(measures: readonly Measure[], slots: Uint16Array, k: number, accountsOf: Uint32Array, areaOf: Float64Array) {
    this.k = k;
    this.measures = measures;
    this.accountsOf = accountsOf;
    this.areaOf = areaOf;
    const rows = slots.map((slot) => this.row(slot));
    this.sums = tally(measures, rows, k + 1);
    this.units = new Uint32Array(k + 1);
    this.accounts = new Float64Array(k + 1);
    this.areaKm2 = new Float64Array(k + 1);
    rows.forEach((row, u) => {
      this.units[row]++;
      this.accounts[row] += accountsOf[u];
      this.areaKm2[row] += areaOf[u];
    });
    const q = measures.length;
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

  /** Accounts one unit holds. */
  accountsAt(u: number): number {
    return this.accountsOf[u];
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
