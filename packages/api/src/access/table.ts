import type { Role } from '../../contract/roles.ts';

/** What an action is done to. */
export type SubjectKind = 'door' | 'account' | 'organisation' | 'member' | 'dataset' | 'plan' | 'units' | 'scenario' | 'job';

/**
 * How far an action reaches for a role: `all` of the organisation; `branch` = the territory the actor answers for and
 * all below it, which the room itself asks about, since only it knows what a change touches; `self` = the person's own,
 * by a session and not by a key; `below` = people whose role is not above the actor's own; `-` = not at all.
 */
export type Reach = 'all' | 'branch' | 'self' | 'below' | '-';

/** One row: what the action is done to, how far it reaches for each role, and whether it is open to who has not signed in. */
export interface Rule extends Readonly<Record<Role, Reach>> {
  readonly subject: SubjectKind;
  readonly visitor: boolean;
}

/**
 * Who may do what. Every endpoint names an action of this table; the door of the API asks it before anything else.
 *
 * Two things hold on top of it for everybody: what belongs to another organisation does not exist, and neither does a
 * plan outside the regions that somebody is confined to.
 */
export const table = {
  //                            subject          owner    admin    planner  manager   rep      viewer
  'session.open': open('door', 'all', 'all', 'all', 'all', 'all', 'all'),
  'account.read': row('account', 'self', 'self', 'self', 'self', 'self', 'self'),
  'account.write': row('account', 'self', 'self', 'self', 'self', 'self', 'self'),

  'organisation.create': row('organisation', 'self', '-', '-', '-', '-', '-'),
  'member.read': row('member', 'all', 'all', '-', '-', '-', '-'),
  'member.write': row('member', 'below', 'below', '-', '-', '-', '-'),

  'territory.own': row('organisation', '-', '-', '-', 'all', 'all', '-'),

  'workspace.read': row('organisation', 'all', 'all', 'all', 'all', 'all', 'all'),
  'workspace.write': row('organisation', 'all', 'all', '-', '-', '-', '-'),

  'dataset.read': row('dataset', 'all', 'all', 'all', '-', '-', '-'),
  'dataset.write': row('dataset', 'all', 'all', 'all', '-', '-', '-'),

  'import.read': row('organisation', 'all', 'all', 'all', '-', '-', '-'),
  'import.write': row('organisation', 'all', 'all', 'all', '-', '-', '-'),
  'register.read': row('organisation', 'all', 'all', 'all', '-', '-', '-'),
  'layer.read': row('organisation', 'all', 'all', 'all', 'all', '-', 'all'),
  'register.write': row('organisation', 'all', 'all', 'all', '-', '-', '-'),

  'inbox.read': row('organisation', 'all', 'all', 'all', '-', '-', '-'),
  'inbox.write': row('organisation', 'all', 'all', 'all', '-', '-', '-'),
  'hook.read': row('organisation', 'all', 'all', '-', '-', '-', '-'),
  'hook.write': row('organisation', 'all', 'all', '-', '-', '-', '-'),
  'schedule.read': row('organisation', 'all', 'all', 'all', '-', '-', '-'),
  'schedule.write': row('organisation', 'all', 'all', '-', '-', '-', '-'),
  'cover.read': row('plan', 'all', 'all', 'all', 'all', '-', 'all'),
  'cover.write': row('plan', 'all', 'all', 'all', '-', '-', '-'),
  'plan.inbox': row('plan', 'all', 'all', 'all', 'all', '-', '-'),

  'plan.read': row('plan', 'all', 'all', 'all', 'all', '-', 'all'),
  'plan.export': row('plan', 'all', 'all', 'all', 'all', '-', 'all'),
  'plan.write': row('plan', 'all', 'all', 'all', '-', '-', '-'),

  'budget.write': row('plan', 'all', 'all', '-', '-', '-', '-'),
  'people.hide': row('plan', 'all', 'all', '-', '-', '-', '-'),

  'place.search': row('plan', 'all', 'all', 'all', 'all', '-', 'all'),
  'plan.follow': row('plan', 'all', 'all', 'all', 'all', '-', 'all'),
  'timeline.read': row('plan', 'all', 'all', 'all', 'all', '-', 'all'),
  'owner.find': row('plan', 'all', 'all', 'all', 'all', 'branch', 'all'),
  'timeline.write': row('plan', 'all', 'all', '-', '-', '-', '-'),

  'units.read': row('units', 'all', 'all', 'all', 'all', '-', 'all'),

  'scenario.read': row('scenario', 'all', 'all', 'all', 'all', '-', 'all'),
  'scenario.export': row('scenario', 'all', 'all', 'all', 'all', '-', 'all'),
  'scenario.edit': row('scenario', 'all', 'all', 'all', 'branch', '-', '-'),
  'scenario.write': row('scenario', 'all', 'all', 'all', '-', '-', '-'),
  'scenario.approve': row('scenario', 'all', 'all', '-', '-', '-', '-'),

  'crm.read': row('organisation', 'all', 'all', 'all', '-', '-', '-'),
  'crm.write': row('organisation', 'all', 'all', '-', '-', '-', '-'),
  'publish.read': row('plan', 'all', 'all', 'all', '-', '-', '-'),
  'publish.check': row('plan', 'all', 'all', 'all', '-', '-', '-'),
  'publish.write': row('plan', 'all', 'all', '-', '-', '-', '-'),

  'challenge.read': row('scenario', 'all', 'all', 'all', 'all', '-', 'all'),
  'challenge.write': row('scenario', 'all', 'all', 'all', 'branch', 'branch', '-'),
  'challenge.decide': row('scenario', 'all', 'all', 'all', '-', '-', '-'),

  'job.read': row('job', 'all', 'all', 'all', 'all', '-', 'all'),
  'job.write': row('job', 'all', 'all', 'all', '-', '-', '-'),
} as const satisfies Record<string, Rule>;

export type Action = keyof typeof table;

/** Whether there is a row for an action. */
export function isAction(action: string): action is Action {
  return Object.hasOwn(table, action);
}

function row(subject: SubjectKind, owner: Reach, admin: Reach, planner: Reach, manager: Reach, rep: Reach, viewer: Reach): Rule {
  return { subject, owner, admin, planner, manager, rep, viewer, visitor: false };
}

/** A row that holds before anybody has signed in, too. */
function open(...reach: Parameters<typeof row>): Rule {
  return { ...row(...reach), visitor: true };
}
