import type { Scope } from '../../contract/auth.ts';
import { notAbove, withinRegions } from '../access/can.ts';
import type { Actor } from '../http/actor.ts';
import { AppError } from '../http/appError.ts';

/**
 * Refuses to hand on more than one has: a role above one's own, ground outside one's regions, money that is hidden from
 * oneself, another branch. And a scope that says nothing: a manager or rep without a territory.
 *
 * @throws AppError `access.refused`, `request.invalid`
 */
export function notWider(actor: Actor, scope: Scope): void {
  const answers = scope.role === 'manager' || scope.role === 'rep';
  if (answers !== (scope.branch !== null)) throw new AppError('request.invalid', { where: 'body.scope.branch', expected: answers ? 'the id of the territory that a manager or rep answers for' : 'no territory: only managers and reps answer for one', found: scope.branch ?? 'none' });
  if (!notAbove(scope.role, actor.role)) throw wider('body.scope.role', `a role up to ${actor.role}`, scope.role);
  if (actor.regions !== null && (scope.regions === null || !scope.regions.every((code) => withinRegions(actor, code)))) throw wider('body.scope.regions', `within ${actor.regions.join(', ')}`, scope.regions?.join(', ') ?? 'everywhere');
  if (actor.moneyHidden && !scope.moneyHidden) throw wider('body.scope.moneyHidden', 'true: money is hidden from you, too', 'false');
  if (actor.branch !== null && answers && scope.branch !== actor.branch) throw wider('body.scope.branch', actor.branch, scope.branch!);
}

function wider(where: string, expected: string, found: string): AppError {
  return new AppError('access.refused', { where, expected, found, detail: 'Nobody can hand on more than they have.' });
}
