import type { AccountChanges } from '../../contract/changes.ts';
import { reasonOf } from '../ownership/reasonOf.ts';
import type { Provenance, Story } from '../scenarios/provenance.ts';
import type { OpenScenario } from '../scenarios/service.ts';
import type { Move } from './moves.ts';

type Told = AccountChanges['causes'][number];

/** An open state with the accounts of its units. */
export interface Side {
  readonly open: OpenScenario;
  readonly accounts: { readonly ids: readonly string[]; readonly units: Uint32Array };
}

/**
 * Why accounts change hands: by the log of the state that moved each, unit by unit or by its exception.
 *
 * @returns the causes, each once, and per move which it is
 */
export async function causesOf(provenance: Provenance, workspaceId: string, base: Side, after: Side, moves: readonly Move[]): Promise<{ causes: Told[]; of: Uint32Array }> {
  const causes: Told[] = [];
  const known = new Map<Story, number>();
  const of = new Uint32Array(moves.length);
  const told = (story: Story, side: Told['side']): number => {
    let at = known.get(story);
    if (at === undefined) {
      at = causes.push({ side, reasons: story.map(reasonOf) as Told['reasons'] }) - 1;
      known.set(story, at);
    }
    return at;
  };
  const baseUnit = new Map(base.accounts.ids.map((id, a) => [id, base.accounts.units[a]]));
  for (const side of ['scenario', 'base'] as const) {
    const { open: { row, state } } = side === 'base' ? base : after;
    const mine = moves.flatMap((move, i) => (move.byBase === (side === 'base') ? [{ ...move, i }] : []));
    const unitOf = (position: number): number => (side === 'base' ? baseUnit.get(after.accounts.ids[position])! : after.accounts.units[position]);
    const onGround = mine.filter(({ apart }) => !apart);
    const stories = await provenance.ofUnits(workspaceId, row, state, [...new Set(onGround.map(({ position }) => unitOf(position)))]);
    for (const { i, position } of onGround) of[i] = told(stories.get(unitOf(position))!, side);
    for (const { i, position, apart } of mine) if (apart) of[i] = told(await provenance.ofException(workspaceId, row, state, after.accounts.ids[position]), side);
  }
  return { causes, of };
}
