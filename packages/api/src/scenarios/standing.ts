import type { Hold, Named, ScenarioDoc } from '@hexalign/engine';
import type { PackedAccounts } from '../../contract/wire.ts';
import type { UnitSets } from '../units/service.ts';

/** What named accounts and holds of a document mean on a day, by position in its units and accounts. */
export interface Standing {
  /** Accounts apart from their ground: position, external id, and the slot of the document that has it. */
  readonly named: readonly { readonly position: number; readonly id: string; readonly slot: number; readonly exception: Named }[];
  /** Units that may not move, by themselves or for an account that lies in them; ascending, each once. */
  readonly held: readonly number[];
  /** All accounts; null where none is apart from its ground, since then nobody asks. */
  readonly accounts: PackedAccounts | null;
}

export const NOTHING_STANDS: Standing = { named: [], held: [], accounts: null };

/** Whether something that ends with a day still holds on another; without a last day it holds until it is lifted. */
export function holdsOn({ expires }: Pick<Hold, 'expires'>, day: string): boolean {
  return expires === null || expires >= day;
}

/** The exceptions of a document that hold on a day. One whose territory holds no ground by itself any more says nothing. */
export function namedOn({ named, territories }: Pick<ScenarioDoc, 'named' | 'territories'>, day: string): Map<string, Named> {
  return new Map([...named].filter(([, exception]) => holdsOn(exception, day) && territories[exception.slot]?.level === 0));
}

/** The account that a hold is about; null for a unit's. */
export function heldAccount(subject: string): string | null {
  return subject.startsWith('account ') ? subject.slice('account '.length) : null;
}

/**
 * Finds what stands on a day among the accounts of a document's units. An account that an import took away is no exception
 * any more, and holds nothing.
 *
 * @param unitsId of the state that the document belongs to
 */
export async function standingOn(units: Pick<UnitSets, 'accountsById' | 'places'>, workspaceId: string, unitsId: string, doc: ScenarioDoc, day: string): Promise<Standing> {
  const named = namedOn(doc, day);
  const holds = [...doc.holds].filter(([, hold]) => holdsOn(hold, day)).map(([subject]) => subject);
  if (named.size === 0 && holds.length === 0) return NOTHING_STANDS;
  const heldAccounts = holds.flatMap((subject) => heldAccount(subject) ?? []);
  const lines = await units.accountsById(workspaceId, unitsId, [...new Set([...named.keys(), ...heldAccounts])]);
  const lineOf = new Map(lines.map((line) => [line.external_id, line]));
  const held = new Set(heldAccounts.flatMap((id) => lineOf.get(id)?.unit ?? []));
  for (const subject of holds) if (heldAccount(subject) === null) held.add(Number(subject.slice('unit '.length)));
  const found = lines.flatMap(({ external_id: id, position }) => (named.has(id) ? [{ position, id, slot: named.get(id)!.slot, exception: named.get(id)! }] : [])).sort((a, b) => a.position - b.position);
  return { named: found, held: [...held].filter((u) => u < doc.slots.length).sort((a, b) => a - b), accounts: found.length === 0 ? null : await units.places(workspaceId, unitsId) };
}

/** Slot of every account: that of its ground, but where it is apart from it. */
export function slotsOfAccounts(units: Uint32Array, slots: Uint16Array, { named }: Pick<Standing, 'named'>, slotOf: (slot: number) => number = (slot) => slot): Uint16Array<ArrayBuffer> {
  const found = Uint16Array.from(units, (unit) => slots[unit]);
  for (const { position, slot } of named) found[position] = slotOf(slot);
  return found;
}
