/** What demands say about the units of a level beside weights and fixed owners. n = units, k = territories. */
export interface Asks {
  /** n: the territory that covers the unit today; -1 where its moving neither costs nor counts. */
  readonly today: Int32Array;
  /** n: what it costs to give the unit to another territory than today's, in terms of shape cost. */
  readonly price: Float64Array;
  /** Things of which only so much may move (see `Rules`). */
  readonly kinds: number;
  /** n * kinds: how much of each a unit counts. */
  readonly amount: Float64Array;
  /** k: the units a territory may not take, a bit each (unit i: byte i >> 3, bit i & 7); null where it may take all. */
  readonly barred: readonly (Uint8Array | null)[];
  /** Measures whose sums have bounds. */
  readonly bounded: number;
  /** n * bounded: how much of each a unit holds. */
  readonly held: Float64Array;
  /** n * 4: what has to be travelled to, with its first moments and its second moment about the origin. */
  readonly haul: Float64Array;
}

/** Asks that say nothing about n units and k territories. */
export function noAsks(n: number, k: number, kinds = 0, bounded = 0): Asks {
  return {
    today: new Int32Array(n).fill(-1), price: new Float64Array(n), kinds, amount: new Float64Array(n * kinds), barred: new Array<null>(k).fill(null),
    bounded, held: new Float64Array(n * bounded), haul: new Float64Array(n * 4),
  };
}

/** Whether a row of `barred` forbids unit `i`. */
export function isBarred(row: Uint8Array | null, i: number): boolean {
  return row !== null && ((row[i >> 3] >> (i & 7)) & 1) === 1;
}

export function bar(row: Uint8Array, i: number): void {
  row[i >> 3] |= 1 << (i & 7);
}

/**
 * The same for clusters of units: what a member may not, none may. Members of a cluster lie in the same territory today
 * (`coarsen` sees to it), so that moving it counts what they sum to.
 */
export function joinAsks(of: Asks, group: Int32Array, count: number): Asks {
  const { kinds, bounded } = of;
  const today = new Int32Array(count).fill(-1);
  const price = new Float64Array(count);
  const held = new Float64Array(count * bounded);
  const amount = new Float64Array(count * kinds);
  const haul = new Float64Array(count * 4);
  for (let i = 0; i < group.length; i++) {
    const g = group[i];
    if (of.today[i] >= 0) today[g] = of.today[i];
    price[g] += of.price[i];
    for (let j = 0; j < kinds; j++) amount[g * kinds + j] += of.amount[i * kinds + j];
    for (let j = 0; j < bounded; j++) held[g * bounded + j] += of.held[i * bounded + j];
    for (let j = 0; j < 4; j++) haul[g * 4 + j] += of.haul[i * 4 + j];
  }
  const barred = of.barred.map((row) => {
    if (row === null) return null;
    const joined = new Uint8Array((count + 7) >> 3);
    for (let i = 0; i < group.length; i++) if (isBarred(row, i)) bar(joined, group[i]);
    return joined;
  });
  return { today, price, kinds, amount, barred, bounded, held, haul };
}

/** The same for some units and territories alone; what lies today in another territory moves whatever happens here. */
export function cutAsks(of: Asks, units: Int32Array, members: readonly number[]): Asks {
  const { kinds, bounded } = of;
  const place = new Map(members.map((t, j) => [t, j]));
  const n = units.length;
  const amount = new Float64Array(n * kinds);
  const haul = new Float64Array(n * 4);
  const held = new Float64Array(n * bounded);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < bounded; j++) held[i * bounded + j] = of.held[units[i] * bounded + j];
    for (let j = 0; j < kinds; j++) amount[i * kinds + j] = of.amount[units[i] * kinds + j];
    for (let j = 0; j < 4; j++) haul[i * 4 + j] = of.haul[units[i] * 4 + j];
  }
  const barred = members.map((t) => {
    const row = of.barred[t];
    if (row === null) return null;
    const cut = new Uint8Array((n + 7) >> 3);
    for (let i = 0; i < n; i++) if (isBarred(row, units[i])) bar(cut, i);
    return cut;
  });
  return {
    kinds, amount, barred, bounded, held, haul,
    today: Int32Array.from(units, (u) => place.get(of.today[u]) ?? -1),
    price: Float64Array.from(units, (u) => of.price[u]),
  };
}
