import { UNASSIGNED } from '@hexalign/engine';
import type { Editor } from '../../editor/Editor.ts';
import { worstOf, type Balance } from '../../editor/figures.ts';
import type { LooseShape } from '../../engine/methods.ts';
import { holdsOn, isThere, type Cover, type Staff } from '../people/staff.ts';

interface Common {
  /** The same as long as it is the same finding; also what it is left by. */
  readonly id: string;
  /** Most pressing first. */
  readonly severity: number;
  /** Territories it is about, by slot. */
  readonly slots: readonly number[];
  /** Units it is about, for the map; empty where it is whole territories. */
  readonly units: readonly number[];
}

/** Something that the open document itself shows to be out of order. */
export type Finding = Common &
  (
    | { readonly kind: 'gap'; readonly accounts: number }
    | { readonly kind: 'loose'; readonly end: LooseShape; readonly accounts: number }
    | { readonly kind: 'outside'; readonly measure: string; readonly balance: Balance }
    | { readonly kind: 'twice'; readonly accounts: readonly string[] }
    | { readonly kind: 'expired'; readonly holds: readonly string[]; readonly exceptions: readonly string[] }
    /** Territories whose owner has left, that have several owners on one day, or none. */
    | { readonly kind: 'left' | 'doubled' | 'vacant' }
  );

/** How pressing what the server finds is, on the same scale. */
export const SEVERITY = { asked: 95, gap: 90, twice: 80, doubled: 75, loose: 70, drift: 65, outside: 60, overlap: 55, left: 50, noPlace: 45, outsideGround: 45, vacant: 40, emptyGap: 35, expired: 30, twins: 20 } as const;
/** A plan in pieces is one disorder, not ten thousand: the heaviest are told one by one. */
const MOST_LOOSE = 200;

interface Ground {
  readonly editor: Editor;
  readonly scenarioId: string;
  readonly planId: string;
  readonly loose: readonly LooseShape[];
  readonly staff: Staff | null;
  /** `YYYY-MM-DD` */
  readonly today: string;
}

/** Everything that the open document shows to be out of order, most pressing first. */
export function findingsOf(ground: Ground): Finding[] {
  const { editor: { state, slots } } = ground;
  // Nothing drawn yet is no disorder.
  const drawn = state.unassigned.units < slots.length;
  return [...(drawn ? [...gap(ground), ...loose(ground), ...outside(ground)] : []), ...twice(ground), ...expired(ground), ...(drawn ? staffed(ground) : [])].sort((a, b) => b.severity - a.severity);
}

function gap({ editor: { state, slots }, scenarioId }: Ground): Finding[] {
  if (state.unassigned.units === 0) return [];
  const { accounts } = state.unassigned;
  return [{ kind: 'gap', id: `ground.unassigned ${scenarioId}`, severity: accounts > 0 ? SEVERITY.gap : SEVERITY.emptyGap, slots: [UNASSIGNED], units: [...slots.keys()].filter((u) => slots[u] === UNASSIGNED), accounts }];
}

function loose({ editor, scenarioId, loose: ends }: Ground): Finding[] {
  const found = ends.filter(({ slot }) => slot !== UNASSIGNED).map((end): Finding => ({
    kind: 'loose', id: `${end.kind} ${scenarioId} ${editor.graph.ids[end.units[0]]}`, severity: SEVERITY.loose, slots: [end.slot], units: end.units, end,
    accounts: end.units.reduce((sum, u) => sum + editor.accountsAt(u), 0),
  }));
  return found.sort((a, b) => b.units.length - a.units.length).slice(0, MOST_LOOSE);
}

function outside({ editor: { state, measures }, scenarioId }: Ground): Finding[] {
  return state.figures
    .filter(({ slot, balance }) => state.territories[slot] && balance.some(({ inside }) => !inside))
    .sort((a, b) => worstOf(b) - worstOf(a) || a.slot - b.slot)
    .map(({ slot, balance }): Finding => {
      const out = balance.flatMap((one, j) => (one.inside ? [] : [j]));
      const worst = out.reduce((a, b) => (Math.abs(balance[b].deviation) > Math.abs(balance[a].deviation) ? b : a));
      return { kind: 'outside', id: `outside ${scenarioId} ${state.territories[slot]!.id}`, severity: SEVERITY.outside, slots: [slot], units: [], measure: measures[worst].key, balance: balance[worst] };
    });
}

/** Accounts that a hold keeps where they lie, and an exception gives to somebody. */
function twice({ editor: { state }, scenarioId, today }: Ground): Finding[] {
  const stands = (expires: string | null): boolean => expires === null || expires >= today;
  const accounts = [...state.named].flatMap(([account, { expires }]) => {
    const hold = state.holds.get(`account ${account}`);
    return hold !== undefined && stands(expires) && stands(hold.expires) ? [account] : [];
  });
  if (accounts.length === 0) return [];
  return [{ kind: 'twice', id: `twice ${scenarioId}`, severity: SEVERITY.twice, slots: [...new Set(accounts.map((account) => state.named.get(account)!.slot))], units: [], accounts }];
}

function expired({ editor: { state }, scenarioId, today }: Ground): Finding[] {
  const over = (expires: string | null): boolean => expires !== null && expires < today;
  const holds = [...state.holds].flatMap(([subject, { expires }]) => (over(expires) ? [subject] : []));
  const exceptions = [...state.named].flatMap(([account, { expires }]) => (over(expires) ? [account] : []));
  if (holds.length + exceptions.length === 0) return [];
  const units = holds.flatMap((subject) => (subject.startsWith('unit ') ? [Number(subject.slice(5))] : []));
  return [{ kind: 'expired', id: `expired ${scenarioId}`, severity: SEVERITY.expired, slots: [...new Set(exceptions.map((account) => state.named.get(account)!.slot))], units, holds, exceptions }];
}

/** Positions by who holds them today; a plan that knows no covers has no vacant ones. */
function staffed({ editor: { state }, planId, staff, today }: Ground): Finding[] {
  if (staff === null || staff.covers.length === 0) return [];
  const owners = new Map<string, Cover[]>();
  for (const cover of staff.covers) if (cover.role === 'owner' && holdsOn(cover, today)) owners.set(cover.territory, [...(owners.get(cover.territory) ?? []), cover]);
  const found = { left: [] as number[], doubled: [] as number[], vacant: [] as number[] };
  state.territories.forEach((territory, slot) => {
    if (territory?.level !== 0) return;
    const own = owners.get(territory.id) ?? [];
    if (own.length === 0) found.vacant.push(slot);
    if (own.length > 1) found.doubled.push(slot);
    if (own.some(({ person }) => { const known = staff.people.get(person); return known !== undefined && !isThere(known, today); })) found.left.push(slot);
  });
  return (['doubled', 'left', 'vacant'] as const).flatMap((kind): Finding[] => (found[kind].length === 0 ? [] : [{ kind, id: `${kind} ${planId}`, severity: SEVERITY[kind], slots: found[kind], units: [] }]));
}
