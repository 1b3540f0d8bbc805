import { EngineError } from '../base/errors.ts';
import { CrosswalkSums, type CrosswalkArea, type MajorityBy } from './crosswalk.ts';

/** Accounts that carry the code of their area. a = accounts. */
export interface CodedAccounts {
  /** a codes such as ZIP; an empty text where it is not known. */
  readonly codes: readonly string[];
  /** a slots, `UNASSIGNED` for nobody. */
  readonly slots: Uint16Array;
  /** Per measure a values. */
  readonly measures?: readonly { readonly key: string; readonly values: Float64Array }[];
}

/** An account whose territory is not the one of its code. */
export interface CrosswalkException {
  readonly account: number;
  readonly code: string;
  readonly slot: number;
  /** The territory of the code. */
  readonly majority: number;
}

export interface AccountCrosswalk {
  /** Codes with at least one account, ascending. */
  readonly areas: readonly CrosswalkArea[];
  /** In the order of the accounts: with the rule "code -> majority" they say every account's territory. */
  readonly exceptions: readonly CrosswalkException[];
  /** Accounts without a code, ascending. */
  readonly uncoded: Uint32Array;
}

export interface AccountCrosswalkOptions {
  /** What decides the majority: the number of accounts when left out, or the key of a measure. */
  readonly majorityBy?: string;
  /** Codes whose territory is decided elsewhere, by ground for instance. */
  readonly majorityOf?: ReadonlyMap<string, number>;
}

/**
 * The territory of each code by its accounts, and the accounts that differ. Accounts that nobody covers have no say.
 *
 * @throws EngineError `crosswalk.length`, `crosswalk.measure`, `crosswalk.value`
 */
export function crosswalkByAccount({ codes, slots, measures = [] }: CodedAccounts, { majorityBy = 'accounts', majorityOf }: AccountCrosswalkOptions = {}): AccountCrosswalk {
  for (const length of [codes.length, ...measures.map(({ values }) => values.length)]) {
    if (length !== slots.length) throw new EngineError('crosswalk.length', `${length} codes or values for ${slots.length} accounts; give one per account.`, length);
  }
  for (const { key, values } of measures) {
    const odd = values.findIndex((value) => !Number.isFinite(value));
    if (odd >= 0) throw new EngineError('crosswalk.value', `Account ${odd} has ${values[odd]} of ${JSON.stringify(key)}, expected a number.`, odd);
  }
  const by: MajorityBy = majorityBy === 'accounts' ? 'accounts' : measures.findIndex(({ key }) => key === majorityBy);
  if (by === -1) throw new EngineError('crosswalk.measure', `There is no measure ${JSON.stringify(majorityBy)}; there are ${measures.map(({ key }) => key).join(', ') || 'none'}, and "accounts".`, majorityBy);

  // Callers without types leave codes out.
  const ids = [...new Set(codes)].filter((code) => typeof code === 'string' && code !== '').sort();
  const areaOf = new Map(ids.map((code, area) => [code, area]));
  const sums = new CrosswalkSums(measures.length);
  const uncoded: number[] = [];
  codes.forEach((code, account) => {
    const area = areaOf.get(code);
    if (area === undefined) {
      uncoded.push(account);
      return;
    }
    const row = sums.at(area, slots[account]);
    row.accounts++;
    measures.forEach(({ values }, j) => (row.sums[j] += values[account]));
  });
  const areas = ids.map((id, area) => sums.area(area, id, by, { ground: false, accounts: true }, majorityOf?.get(id))!);
  const exceptions: CrosswalkException[] = [];
  codes.forEach((code, account) => {
    const area = areaOf.get(code);
    if (area !== undefined && slots[account] !== areas[area].majority) exceptions.push({ account, code, slot: slots[account], majority: areas[area].majority });
  });
  return { areas, exceptions, uncoded: Uint32Array.from(uncoded) };
}
