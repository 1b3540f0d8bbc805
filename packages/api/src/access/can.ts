import { Role } from '../../contract/roles.ts';
import type { Actor } from '../http/actor.ts';
import { table, type Action, type Reach, type SubjectKind } from './table.ts';

/** What an action is done to, as far as the answer depends on it. */
export interface Subject {
  readonly kind: SubjectKind;
  /** Region codes of the plan it belongs to, joined by `+`; null = not known yet, absent = it belongs to no plan. */
  readonly region?: string | null;
  /** Of a person or an invitation: the role it has, or is to have. */
  readonly role?: Role;
  /** Of every territory that is touched its id and the ids of all above it. */
  readonly lines?: readonly (readonly string[])[];
}

/**
 * Whether an actor may do something to a subject of the actor's own organisation.
 *
 * @param action a row of the table; an action without a row is refused to everybody
 */
export function can(actor: Actor, action: Action, subject: Subject): boolean {
  const rule = table[action];
  return rule.subject === subject.kind && withinRegions(actor, subject.region) && reaches[rule[actor.role]](actor, subject);
}

/** Whether only the room can tell how far the action goes, since it depends on what the change touches: there `can` is asked again. */
export function decidedInside(actor: Pick<Actor, 'role'>, action: Action): boolean {
  const reach: Reach = table[action][actor.role];
  return reach === 'branch' || reach === 'below';
}

/** Whether an actor may do something to some subject at all: what the door asks, and what the screen shows as possible. */
export function mayEver(actor: Pick<Actor, 'role'>, action: Action): boolean {
  return table[action][actor.role] !== '-';
}

/**
 * Whether ground lies within the regions that an actor is confined to. `us-ca` lies within `us`.
 *
 * @param region codes joined by `+`; undefined = no ground at stake; null = not known yet, so that only those who are not confined may go on
 */
export function withinRegions({ regions }: Pick<Actor, 'regions'>, region: string | null | undefined): boolean {
  if (regions === null || region === undefined) return true;
  if (region === null) return false;
  return region.toLowerCase().split('+').every((code) => regions.some((own) => code === own || code.startsWith(`${own}-`)));
}

/** Whether a role may do no more than another. */
export function notAbove(role: Role, other: Role): boolean {
  return Role.options.indexOf(role) >= Role.options.indexOf(other);
}

const reaches: Readonly<Record<Reach, (actor: Actor, subject: Subject) => boolean>> = {
  all: () => true,
  branch: ({ branch }, { lines }) => branch !== null && lines !== undefined && lines.every((line) => line.includes(branch)),
  self: ({ via }) => via.kind === 'session',
  below: (actor, { role }) => role !== undefined && notAbove(role, actor.role),
  '-': () => false,
};
