/** An account by its external id; `slot`: whose ground it lies on, -1 where that is not known here. */
export interface Account {
  readonly id: string;
  readonly name: string;
  readonly slot: number;
}

/** What is asked for: an exception of an account, a hold of an account, or a hold of units. Without an account one is chosen first. */
export type ApartAsked = { readonly kind: 'named' | 'hold'; readonly account: Account | null } | { readonly kind: 'hold'; readonly units: readonly number[] };
