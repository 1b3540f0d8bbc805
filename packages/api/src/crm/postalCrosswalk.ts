/** An account with the postal code that its system has of it. */
export interface PostalAccount {
  readonly id: string;
  readonly code: string;
  readonly territory: string;
}

/** Postal codes of each territory, and the accounts that a rule by these codes would give to the wrong one. */
export interface PostalCrosswalk {
  /** Ascending, by territory. */
  readonly codes: ReadonlyMap<string, readonly string[]>;
  /** `territory` would get the account by its code. */
  readonly excluded: readonly { readonly account: string; readonly territory: string }[];
}

/**
 * Gives each postal code to one territory: to the one that has most of its accounts, else to the one that its centre lies in.
 * Of territories with as many the one with the lower id gets it.
 *
 * @param ground codes with the territory of their centre
 */
export function postalCrosswalk(ground: readonly { readonly code: string; readonly territory: string }[], accounts: readonly PostalAccount[]): PostalCrosswalk {
  const owner = new Map(ground.map(({ code, territory }) => [code, territory]));
  const votes = new Map<string, Map<string, number>>();
  for (const { code, territory } of accounts) {
    const counts = votes.get(code) ?? new Map<string, number>();
    votes.set(code, counts.set(territory, (counts.get(territory) ?? 0) + 1));
  }
  for (const [code, counts] of votes) owner.set(code, [...counts].reduce((best, one) => (one[1] > best[1] || (one[1] === best[1] && one[0] < best[0]) ? one : best))[0]);
  const codes = new Map<string, string[]>();
  for (const [code, territory] of [...owner].sort(([a], [b]) => (a < b ? -1 : 1))) gather(codes, territory, code);
  return { codes, excluded: accounts.flatMap(({ id, code, territory }) => (owner.get(code) === territory ? [] : [{ account: id, territory: owner.get(code)! }])) };
}

/** A condition on a postal code: that it is one of some, or begins with one of some. */
export interface PostalCondition {
  readonly operation: 'equals' | 'startsWith';
  /** Joined by commas. */
  readonly value: string;
}

/** Digits that codes are gathered by. */
const PREFIX = 3;

/**
 * The shortest list of conditions that hold for a territory's codes and for no other known code: whole prefixes where the territory
 * has every known code of them, and the other codes one by one.
 *
 * @param known every code that there is
 * @param longest value of a condition, in characters
 */
export function postalConditions(codes: readonly string[], known: Iterable<string>, longest: number): PostalCondition[] {
  const own = new Set(codes);
  const whole = new Map<string, boolean>();
  for (const code of known) {
    const prefix = code.slice(0, PREFIX);
    whole.set(prefix, (whole.get(prefix) ?? true) && own.has(code));
  }
  const gathered = new Map<string, string[]>();
  for (const code of codes) gather(gathered, code.slice(0, PREFIX), code);
  const prefixes: string[] = [];
  const single: string[] = [];
  for (const [prefix, members] of gathered) {
    // One code alone is said as it is: its prefix would take in codes that are not known yet.
    if (members.length > 1 && whole.get(prefix) === true) prefixes.push(prefix);
    else single.push(...members);
  }
  return [...joined(prefixes, longest).map((value) => ({ operation: 'startsWith' as const, value })), ...joined(single, longest).map((value) => ({ operation: 'equals' as const, value }))];
}

function gather(lists: Map<string, string[]>, key: string, text: string): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [text]);
  else list.push(text);
}

function joined(texts: readonly string[], longest: number): string[] {
  const lines: string[] = [];
  for (const text of texts) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + text.length <= longest) lines[lines.length - 1] = `${last},${text}`;
    else lines.push(text);
  }
  return lines;
}
