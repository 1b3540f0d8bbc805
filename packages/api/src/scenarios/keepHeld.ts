import type { Hold, ScenarioDoc } from '@hexalign/engine';
import type { Edit } from '../../contract/scenarios.ts';
import type { Executor } from '../db/db.ts';
import { AppError } from '../http/appError.ts';
import { accountsById } from '../units/store.ts';
import { heldAccount, holdsOn } from './standing.ts';

/**
 * Refuses a gesture that moves a unit which is held, by itself or for an account that lies in it. A hold that the same gesture
 * lifts does not bind, nor does one whose last day is over. The engine, which replays a log on any day, knows no day.
 *
 * @param unitsId of the document as it is
 * @throws AppError `edit.invalid` naming what is held, why, and until when
 */
export async function keepHeld(trx: Executor, workspaceId: string, unitsId: string, { holds }: Pick<ScenarioDoc, 'holds'>, edits: readonly Edit[], day: string): Promise<void> {
  if (holds.size === 0 || !edits.some(({ type }) => type === 'assign')) return;
  const lifted = new Set(edits.flatMap((edit) => (edit.type === 'hold' && edit.to === null ? [edit.subject] : [])));
  const binding = [...holds].filter(([subject, hold]) => holdsOn(hold, day) && !lifted.has(subject));
  if (binding.length === 0) return;
  const ids = binding.flatMap(([subject]) => heldAccount(subject) ?? []);
  const unitOf = new Map((await accountsById(trx, workspaceId, unitsId, ids)).map(({ external_id, unit }) => [external_id, unit]));
  const held = new Map<number, readonly [string, Hold]>();
  for (const [subject, hold] of binding) {
    const account = heldAccount(subject);
    const unit = account === null ? Number(subject.slice('unit '.length)) : unitOf.get(account);
    if (unit !== undefined) held.set(unit, [subject, hold]);
  }
  edits.forEach((edit, i) => {
    if (edit.type !== 'assign') return;
    edit.patch.units.forEach((unit, j) => {
      const found = edit.patch.from[j] === edit.patch.to[j] ? undefined : held.get(unit);
      if (found !== undefined) throw refusedFor(`edits.${i}.patch.units.${j}`, unit, ...found);
    });
  });
}

function refusedFor(where: string, unit: number, subject: string, { reason, owner, expires }: Hold): AppError {
  const account = heldAccount(subject);
  const until = expires === null ? 'until the hold is lifted' : `until ${expires}`;
  return new AppError('edit.invalid', {
    where, expected: 'a unit that is not held', found: account === null ? `unit ${unit}, held ${until}` : `unit ${unit} with account ${account}, held ${until}`,
    detail: `${account === null ? `Unit ${unit}` : `Account ${account}`} stays where it is ${until}: ${reason} (${owner}).`,
    repair: 'Lift the hold first.',
    value: { held: subject, unit, reason, owner, expires },
  });
}
