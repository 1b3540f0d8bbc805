import loadHighs, { type LegacyHighs } from 'highs';

/** A mixed integer program in the making: rows are written in the LP format that HiGHS reads. */
export class Program {
  readonly #objective: string[] = [];
  readonly #rows: string[] = [];
  readonly #binaries: string[] = [];

  /** Adds a variable to what is minimised. */
  minimise(coefficient: number, name: string): void {
    this.#objective.push(term(coefficient, name));
  }

  binary(name: string): void {
    this.#binaries.push(name);
  }

  row(terms: readonly (readonly [number, string])[], sense: '<=' | '>=' | '=', right: number): void {
    this.#rows.push(`${terms.map(([coefficient, name]) => term(coefficient, name)).join(' ')} ${sense} ${right}`);
  }

  /**
   * Solves it.
   *
   * @param gap relative gap at which an optimum counts as found
   * @returns null when nothing is feasible; `proved` is false when time ran out
   */
  async solve(gap: number, seconds = 60): Promise<{ objective: number; proved: boolean; value: (name: string) => number } | null> {
    const text = `Minimize\n obj: ${this.#objective.join('\n ')}\nSubject To\n${this.#rows.map((row, r) => ` r${r}: ${row}`).join('\n')}\nBinary\n ${this.#binaries.join('\n ')}\nEnd\n`;
    const solution = (await loaded()).solve(text, { mip_rel_gap: gap, time_limit: seconds, output_flag: false });
    if (solution.Status === 'Infeasible') return null;
    const columns = solution.Columns as Readonly<Record<string, { readonly Primal?: number }>>;
    return { objective: solution.ObjectiveValue, proved: solution.Status === 'Optimal', value: (name) => columns[name]?.Primal ?? 0 };
  }
}

let loading: Promise<LegacyHighs> | undefined;
// Its types describe the module; what is loaded is its one function.
const loaded = (): Promise<LegacyHighs> => (loading ??= (loadHighs as unknown as () => Promise<LegacyHighs>)());

function term(coefficient: number, name: string): string {
  return `${coefficient < 0 ? '-' : '+'} ${Math.abs(coefficient)} ${name}`;
}
