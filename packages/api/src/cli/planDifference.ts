import { tidy } from '../exports/csvLine.ts';
import type { PlanContent } from './planContent.ts';

/** Amounts of a territory, or of what passes between two. */
export interface Amounts {
  readonly accounts: number;
  /** In the order of `measures`. */
  readonly values: readonly number[];
}

/** How one plan differs from another. Accounts are units where plans are of a graph. */
export interface PlanDifference {
  readonly same: boolean;
  readonly hashes: readonly [string, string];
  /** Measures that both have. */
  readonly measures: readonly string[];
  /** What was asked for differently: `tolerance`, `measures.revenue` ..., each as JSON. */
  readonly settings: readonly { readonly name: string; readonly before: string; readonly after: string }[];
  readonly units: { readonly moved: number; readonly of: number; readonly new: number; readonly gone: number };
  readonly accounts: { readonly moved: number; readonly of: number; readonly new: number; readonly gone: number };
  /** Amounts that move, and of how much. */
  readonly moved: Amounts;
  readonly of: Amounts;
  /** By id; null where a plan has no such territory. Only those that differ. */
  readonly territories: readonly { readonly id: string; readonly before: Amounts | null; readonly after: Amounts | null }[];
  /** What passes between territories, the most accounts first; an empty id for nobody. */
  readonly flows: readonly { readonly from: string; readonly to: string; readonly amounts: Amounts }[];
  /** Ids of the accounts that move, in the order of the second plan. */
  readonly accountsMoved: readonly { readonly id: string; readonly from: string; readonly to: string }[];
}

/** What changes from one plan to another. */
export function planDifference(before: PlanContent, after: PlanContent): PlanDifference {
  const names = (content: PlanContent): string[] => content.plan.measures.map(({ name }) => name);
  // What counts accounts is told anyhow.
  const measures = after.plan.measures.filter(({ name, column }) => column !== '1' && names(before).includes(name)).map(({ name }) => name);
  const picked = (content: PlanContent, values: readonly number[]): number[] => measures.map((name) => values[names(content).indexOf(name)] ?? 0);
  const none = (): Amounts => ({ accounts: 0, values: measures.map(() => 0) });
  const sums = (content: PlanContent): Map<string, Amounts> => {
    const found = new Map(content.plan.territories.map(({ id }) => [id, none()]));
    for (const { territory, values } of content.owned.values()) found.set(territory, plus(found.get(territory) ?? none(), { accounts: 1, values: picked(content, values) }));
    return found;
  };
  const accountsMoved: { id: string; from: string; to: string }[] = [];
  const flows = new Map<string, Amounts>();
  let [moved, of] = [none(), none()];
  let fresh = 0;
  for (const [id, { territory: to, values }] of after.owned) {
    const from = before.owned.get(id)?.territory;
    const amounts = { accounts: 1, values: picked(after, values) };
    if (from === undefined) {
      fresh++;
      continue;
    }
    of = plus(of, amounts);
    if (from === to) continue;
    moved = plus(moved, amounts);
    accountsMoved.push({ id, from, to });
    flows.set(`${from}\n${to}`, plus(flows.get(`${from}\n${to}`) ?? none(), amounts));
  }
  const settings = settingsOf(before, after);
  const units = countsOf(before.units, after.units, (territory) => territory);
  const [was, is] = [sums(before), sums(after)];
  const territories = [...new Set([...was.keys(), ...is.keys()])].sort().flatMap((id) => {
    const row = { id, before: was.get(id) ?? null, after: is.get(id) ?? null };
    return JSON.stringify(row.before) === JSON.stringify(row.after) ? [] : [row];
  });
  const accounts = { moved: accountsMoved.length, of: of.accounts, new: fresh, gone: before.owned.size - of.accounts };
  const hashes = [before.plan.assignmentHash, after.plan.assignmentHash] as const;
  return {
    same: hashes[0] === hashes[1] && settings.length === 0 && territories.length === 0 && units.moved + units.new + units.gone + accounts.moved + accounts.new + accounts.gone === 0,
    hashes, measures, settings, units, accounts, moved, of, territories, accountsMoved,
    flows: [...flows].map(([key, amounts]) => ({ from: key.split('\n')[0], to: key.split('\n')[1], amounts })).sort((a, b) => b.amounts.accounts - a.amounts.accounts || (a.from + a.to < b.from + b.to ? -1 : 1)),
  };
}

function plus(a: Amounts, b: Amounts): Amounts {
  return { accounts: a.accounts + b.accounts, values: a.values.map((value, m) => value + b.values[m]) };
}

function countsOf<T>(before: ReadonlyMap<string, T>, after: ReadonlyMap<string, T>, territoryOf: (of: T) => string): PlanDifference['units'] {
  let [moved, of] = [0, 0];
  for (const [id, one] of after) {
    const old = before.get(id);
    if (old === undefined) continue;
    of++;
    if (territoryOf(old) !== territoryOf(one)) moved++;
  }
  return { moved, of, new: after.size - of, gone: before.size - of };
}

/** What was asked for, name by name; what follows from it (hashes, totals, files) is told elsewhere. */
function settingsOf(before: PlanContent, after: PlanContent): PlanDifference['settings'] {
  const flat = ({ plan }: PlanContent): Map<string, string> => {
    const { engineVersion, seed, preset, tolerance, region, layer, resolution, measures, territories, holds, locks, exceptions, demands, reading } = plan;
    return new Map<string, string>([
      ...Object.entries({ engineVersion, seed, preset, tolerance, region, layer, resolution, holds, locks, exceptions, demands, reading: reading?.mapping }).map(([name, value]) => [name, JSON.stringify(value ?? null)] as [string, string]),
      ...measures.map(({ name, column, unit }) => [`measures.${name}`, JSON.stringify({ column, unit })] as [string, string]),
      // A share of 1/N follows from the number of territories.
      ...territories.map(({ id, name, shares }) => [`territories.${id}`, JSON.stringify({ name, shares: Object.fromEntries(Object.entries(shares).filter(([, share]) => share !== tidy(1 / territories.length))) })] as [string, string]),
    ]);
  };
  const [was, is] = [flat(before), flat(after)];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((name) => {
    const [a, b] = [was.get(name) ?? 'none', is.get(name) ?? 'none'];
    return a === b ? [] : [{ name, before: a, after: b }];
  });
}
