import type { Actor } from '../http/actor.ts';
import { AppError } from '../http/appError.ts';
import type { Action } from './table.ts';

/** What somebody is told who may not do a thing: which role they have, and who can help. */
export function refusal({ role, branch }: Actor, action: Action): AppError {
  const found = `role ${role}${branch === null ? '' : ` of ${branch}`}`;
  return new AppError('access.refused', { found, expected: `a role that may ${action}`, repair: 'Ask an owner or admin of your organisation for another role.', value: { action } });
}
