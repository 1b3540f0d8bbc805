/** A broken rule of the house. */
export interface Finding {
  /** Short stable name of the rule, e.g. `cycle`. */
  readonly rule: string;
  /** File, from the root. */
  readonly path: string;
  readonly detail: string;
}
