import { textAt, type PackedAccounts, type PackedNames } from '@hexalign/api/contract';
import { UNASSIGNED } from '@hexalign/engine';
import { folded } from '../text/folded.ts';

/** Which accounts a table shows. */
export type AccountFilter = 'all' | 'territory' | 'view' | 'moved' | 'approximate';

/** By which column a table is sorted: a name, or the position of a measure. */
export type AccountSort = 'id' | 'name' | 'territory' | 'today' | number;

export interface AccountAsked {
  /** Words, each of which is somewhere in id or name; whatever the case and accents. */
  readonly text: string;
  readonly filter: AccountFilter;
  readonly sort: AccountSort;
  readonly down: boolean;
  /** n slots as they are. */
  readonly slots: Uint16Array;
  /** Of the filter `territory`. */
  readonly slot: number;
  /** Of the filter `view`: west, south, east, north. */
  readonly box: readonly [number, number, number, number] | null;
  /** Id and name by slot, null where there is no territory. */
  readonly territories: readonly ({ readonly id: string; readonly name: string } | null)[];
}

const NONE = 0xffff_ffff;
const END = '\n';

/** The accounts of a plan for search, filter and sort; position = position in the packed accounts. Lives in the worker. */
export class AccountIndex {
  private readonly accounts: PackedAccounts;
  private readonly names: PackedNames;
  /** All ids and names without case and accents, and where each account's begin. */
  private readonly hay: string;
  private readonly starts: Uint32Array;
  private readonly ranks = new Map<'id' | 'name', Uint32Array>();

  constructor(accounts: PackedAccounts, names: PackedNames) {
    this.accounts = accounts;
    this.names = names;
    const a = accounts.unit.length;
    this.starts = new Uint32Array(a + 1);
    const parts: string[] = [];
    let at = 0;
    for (let i = 0; i < a; i++) {
      const part = folded(`${textAt(names.ids, i)} ${textAt(names.names, i)}`).replaceAll(END, ' ') + END;
      parts.push(part);
      at += part.length;
      this.starts[i + 1] = at;
    }
    this.hay = parts.join('');
  }

  /** Accounts that answer to it, in order. */
  rows(asked: AccountAsked): Uint32Array {
    const keep = this.keeper(asked);
    const all = asked.text.trim() === '' ? null : this.search(asked.text);
    const rows: number[] = [];
    const count = all?.length ?? this.accounts.unit.length;
    for (let j = 0; j < count; j++) {
      const i = all ? all[j] : j;
      if (keep(i)) rows.push(i);
    }
    const key = this.sorter(asked);
    const sign = asked.down ? -1 : 1;
    return Uint32Array.from(rows).sort((a, b) => sign * (key[a] - key[b]) || a - b);
  }

  /** Accounts whose id or name holds every word, ascending; at most `limit`, those that begin with the text first. */
  best(text: string, limit: number): number[] {
    const found = this.search(text);
    const wanted = folded(text.trim());
    const rank = (i: number): number => {
      const line = this.hay.slice(this.starts[i], this.starts[i + 1]);
      return line.startsWith(`${wanted} `) ? 0 : line.startsWith(wanted) ? 1 : line.includes(` ${wanted}`) ? 2 : 3;
    };
    // Ranks of thousands of hits would cost more than they are worth: a longer text finds fewer.
    return found.slice(0, 5000).map((i) => ({ i, rank: rank(i) })).sort((a, b) => a.rank - b.rank || a.i - b.i).slice(0, limit).map(({ i }) => i);
  }

  private search(text: string): number[] {
    const [first, ...others] = folded(text).split(/\s+/).filter((word) => word !== '').sort((a, b) => b.length - a.length);
    const found: number[] = [];
    if (first === undefined) return found;
    for (let at = this.hay.indexOf(first); at >= 0;) {
      const i = this.lineOf(at);
      const end = this.starts[i + 1];
      if (others.every((word) => this.hay.slice(this.starts[i], end).includes(word))) found.push(i);
      at = this.hay.indexOf(first, end);
    }
    return found;
  }

  private lineOf(at: number): number {
    let [low, high] = [0, this.starts.length - 1];
    while (low + 1 < high) {
      const half = (low + high) >> 1;
      if (this.starts[half] <= at) low = half;
      else high = half;
    }
    return low;
  }

  private keeper({ filter, slots, slot, box, territories }: AccountAsked): (i: number) => boolean {
    const { lngLat, unit } = this.accounts;
    const { today, todays, approximate } = this.names;
    switch (filter) {
      case 'all':
        return () => true;
      case 'territory':
        return (i) => slots[unit[i]] === slot;
      case 'approximate':
        return (i) => approximate[i] === 1;
      case 'view': {
        if (!box) return () => true;
        const [west, south, east, north] = box;
        return (i) => lngLat[2 * i] >= west && lngLat[2 * i] <= east && lngLat[2 * i + 1] >= south && lngLat[2 * i + 1] <= north;
      }
      case 'moved': {
        const named = new Map(Array.from(todays.ends, (_, p) => [textAt(todays, p), p]));
        const same = territories.map((territory) => [named.get(territory?.id ?? ''), named.get(territory?.name ?? '')]);
        return (i) => today[i] !== NONE && (slots[unit[i]] === UNASSIGNED || !same[slots[unit[i]]].includes(today[i]));
      }
    }
  }

  /** One number per account that it is sorted by. */
  private sorter({ sort, slots, territories }: AccountAsked): ArrayLike<number> {
    if (typeof sort === 'number') return this.accounts.values[sort] ?? this.rankOf('id');
    if (sort === 'id' || sort === 'name') return this.rankOf(sort);
    const collator = new Intl.Collator('en', { numeric: true });
    const order = (words: readonly string[]): Uint32Array => {
      const rank = new Uint32Array(words.length);
      words.map((_, i) => i).sort((a, b) => collator.compare(words[a], words[b])).forEach((i, at) => { rank[i] = at + 1; });
      return rank;
    };
    if (sort === 'territory') {
      const rank = order(territories.map((territory) => territory?.name ?? ''));
      return this.accounts.unit.map((u) => (slots[u] === UNASSIGNED ? 0 : rank[slots[u]]));
    }
    const rank = order(Array.from(this.names.todays.ends, (_, p) => textAt(this.names.todays, p)));
    return this.names.today.map((p) => (p === NONE ? 0 : rank[p]));
  }

  private rankOf(by: 'id' | 'name'): Uint32Array {
    const known = this.ranks.get(by);
    if (known) return known;
    const column = by === 'id' ? this.names.ids : this.names.names;
    const words = Array.from(column.ends, (_, i) => textAt(column, i));
    const collator = new Intl.Collator('en', { numeric: true });
    const rank = new Uint32Array(words.length);
    words.map((_, i) => i).sort((a, b) => collator.compare(words[a], words[b])).forEach((i, at) => { rank[i] = at; });
    this.ranks.set(by, rank);
    return rank;
  }
}
