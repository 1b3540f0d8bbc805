import type { WhatIfSide } from '../../contract/whatif.ts';
import type { PlanSheet } from '../exports/planSheet.ts';
import type { WhatIfAnswer } from '../whatif/answer.ts';
import { sidesOf, unownedOf, type Sides } from '../whatif/sides.ts';
import type { OpenPlan } from './openPlan.ts';

/** What a what-if came to, for people and machines. */
export interface Effects {
  readonly asked: readonly string[];
  readonly feasible: boolean;
  readonly worstDeviation: number;
  readonly measures: readonly { readonly name: string; readonly moved: number; readonly of: number }[];
  readonly accounts: { readonly moved: number; readonly of: number; readonly withoutOwner: number };
  /** Mean way from the centre of a territory to its accounts; null without accounts. */
  readonly km: { readonly before: number | null; readonly after: number | null };
  /** Those that come, go, gain or lose. */
  readonly territories: readonly { readonly id: string; readonly change: 'comes' | 'goes' | 'stays'; readonly before: WhatIfSide | null; readonly after: WhatIfSide | null }[];
  readonly outside: readonly string[];
  readonly assignmentHash: string;
}

/** The old plan beside the new one. */
export function effectsOf({ plan, graph, units, measures, shares, accounts, elsewhere }: OpenPlan, sheet: PlanSheet, answer: WhatIfAnswer, asked: readonly string[]): Effects {
  const packed = { unit: accounts?.unitOf ?? new Uint32Array(0), lngLat: accounts?.lngLat ?? new Float64Array(0) };
  const sides = (slots: Uint16Array, k: number, share: PlanSheet['shares'], apart: ReadonlyMap<number, number>): Sides => sidesOf({
    doc: { slots: Uint16Array.from(slots), goals: new Map(measures.map(({ key }, m) => [key, { measure: key, share: share[m] && [...share[m]], tolerance: 1, weight: 1 }])) },
    compact: { live: [...Array(k).keys()], slots: Uint16Array.from(slots), demand: { measures } },
    standing: { named: [...apart].map(([position, slot]) => ({ position, slot, id: '', exception: { slot, reason: '', owner: '', expires: null } })) }, accounts: packed, graph,
  });
  const before = sides(units.slots, plan.territories.length, shares, elsewhere);
  const exceptions = new Map((sheet.exceptions ?? []).map(({ account, territory }) => [account, sheet.territories.findIndex(({ id }) => id === territory)]));
  const after = sides(sheet.slots, sheet.territories.length, sheet.shares, new Map((exceptions.size === 0 ? [] : (accounts?.ids ?? [])).flatMap((id, a) => (exceptions.has(id) ? [[a, exceptions.get(id)!] as const] : []))));
  const moves = (u: number): boolean => answer.slotNow[units.slots[u]] !== sheet.slots[u];
  const touched = new Set(answer.added);
  const gave = new Set<number>();
  sheet.slots.forEach((slot, u) => {
    if (!moves(u)) return;
    touched.add(slot);
    gave.add(units.slots[u]);
  });
  const stays = plan.territories.flatMap(({ id }, slot) => {
    const now = answer.slotNow[slot];
    if (now >= 0 && !touched.has(now) && !gave.has(slot)) return [];
    return [{ id, change: now < 0 ? ('goes' as const) : ('stays' as const), before: before.of.get(slot) ?? null, after: after.of.get(now) ?? null }];
  });
  return {
    asked, feasible: sheet.certificate.feasible, worstDeviation: sheet.certificate.worstDeviation, assignmentHash: sheet.assignmentHash,
    measures: measures.map(({ key, values }) => ({ name: key, moved: values.reduce((sum, value, u) => sum + (moves(u) ? value : 0), 0), of: values.reduce((sum, value) => sum + value, 0) })),
    accounts: { moved: before.slotOfAccount.reduce((sum, slot, a) => sum + (answer.slotNow[slot] === after.slotOfAccount[a] ? 0 : 1), 0), of: before.slotOfAccount.length, withoutOwner: unownedOf(after, sheet.slots).accounts },
    km: { before: before.km, after: after.km },
    territories: [...stays, ...answer.added.map((slot) => ({ id: sheet.territories[slot].id, change: 'comes' as const, before: null, after: after.of.get(slot) ?? null }))],
    outside: sheet.certificate.violations.map(({ message }) => message),
  };
}

/** The same as a table. */
export function effectsText({ asked, feasible, worstDeviation, measures, accounts, km, territories, outside }: Effects, out: string): string {
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  const amount = (value: number): string => new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 }).format(value);
  const side = (of: WhatIfSide | null): string[] => (of === null ? ['-', ...measures.map(() => '-')] : [amount(of.accounts), ...of.deviations.map((deviation) => `${deviation > 0 ? '+' : ''}${percent(deviation)}`)]);
  const rows = [
    ['territory', '', 'accounts before', 'after', ...measures.flatMap(({ name }) => [`${name} before`, 'after'])],
    ...territories.map(({ id, change, before, after }) => {
      const [was, is] = [side(before), side(after)];
      return [id, change === 'stays' ? '' : change, was[0], is[0], ...measures.flatMap((_, m) => [was[m + 1], is[m + 1]])];
    }),
  ];
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const table = rows.map((row) => row.map((cell, column) => (column < 2 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join('  ').trimEnd());
  return [
    `What if: ${asked.join('; ')}.`,
    `${accounts.withoutOwner} accounts without owner. ${amount(accounts.moved)} of ${amount(accounts.of)} accounts move${measures.map(({ name, moved, of }) => `, ${percent(of > 0 ? moved / of : 0)} of ${name}`).join('')}.`,
    ...(km.before === null || km.after === null ? [] : [`Mean way from the centre of a territory to its accounts: ${amount(km.before)} km before, ${amount(km.after)} km after.`]),
    '', ...table, '',
    `${feasible ? 'Every territory is in its band' : 'Not every territory is in its band'}; the largest deviation is ${percent(worstDeviation)}.`,
    ...outside.slice(0, 20),
    `The plan is in ${out}.`, '',
  ].join('\n');
}
