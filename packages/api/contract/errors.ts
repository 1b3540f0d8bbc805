import { z } from 'zod';

/** Every error the server sends: code -> status and what happened, in one line. The web switches on the code, never on text. */
export const errors = {
  'request.invalid': { status: 400, title: 'The request is not of the form this address takes.' },
  'request.too_large': { status: 413, title: 'The request is larger than this address takes.' },
  'request.unreadable': { status: 400, title: 'The body of the request cannot be read.' },
  'request.media': { status: 415, title: 'The body is of a kind this address does not take.' },
  'route.unknown': { status: 404, title: 'There is nothing at this address.' },
  'host.refused': { status: 421, title: 'This server does not answer under that host name.' },
  'origin.refused': { status: 403, title: 'Changes are taken from this server\'s own pages only.' },
  'session.needed': { status: 401, title: 'Nobody is signed in.' },
  'session.unknown': { status: 404, title: 'There is no such session.' },
  'sign_in.wrong': { status: 401, title: 'E-mail and password do not belong together.' },
  'sign_in.too_often': { status: 429, title: 'There were too many tries; wait a while.' },
  'sign_in.no_member': { status: 403, title: 'The account belongs to no organisation here.' },
  'sso.off': { status: 404, title: 'No single sign-on is set up here.' },
  'sso.failed': { status: 401, title: 'The single sign-on did not let you in.' },
  'link.unknown': { status: 404, title: 'The link is used up, taken back or too old.' },
  'password.weak': { status: 422, title: 'The password is too easy to guess.' },
  'password.wrong': { status: 403, title: 'The present password is not right.' },
  'email.taken': { status: 409, title: 'Somebody has an account with this e-mail address.' },
  'organisation.unknown': { status: 404, title: 'There is no such organisation.' },
  'member.unknown': { status: 404, title: 'There is no such member.' },
  'member.last_owner': { status: 409, title: 'An organisation keeps at least one owner.' },
  'invitation.unknown': { status: 404, title: 'There is no such invitation.' },
  'key.unknown': { status: 404, title: 'There is no such API key.' },
  'access.refused': { status: 403, title: 'Your role does not allow this.' },
  'access.region': { status: 403, title: 'You are confined to some regions, and this lies outside of them.' },
  'dataset.unknown': { status: 404, title: 'There is no such data set.' },
  'dataset.not_a_table': { status: 422, title: 'The file is not a table that can be read.' },
  'dataset.too_large': { status: 413, title: 'The file is larger than its format can be read.' },
  'dataset.empty': { status: 422, title: 'The file holds no rows.' },
  'dataset.interrupted': { status: 400, title: 'The file did not arrive whole.' },
  'mapping.column_unknown': { status: 422, title: 'The mapping names a column that the file does not have.' },
  'mapping.nothing_accepted': { status: 422, title: 'Not one row can be used with this mapping.' },
  'check.unknown': { status: 404, title: 'There is no such check.' },
  'region.unknown': { status: 422, title: 'There is no such region.' },
  'plan.unknown': { status: 404, title: 'There is no such plan.' },
  'plan.building': { status: 409, title: 'The plan is still being built.' },
  'plan.deleted': { status: 409, title: 'The plan is deleted; restore it first.' },
  'plan.territories': { status: 422, title: 'That number of territories cannot be drawn over these accounts.' },
  'units.unknown': { status: 404, title: 'There are no such units.' },
  'scenario.unknown': { status: 404, title: 'There is no such scenario.' },
  'scenario.stale': { status: 409, title: 'Somebody changed the same place in the meantime.' },
  'scenario.ahead': { status: 409, title: 'The change builds on a state this server does not know.' },
  'scenario.frozen': { status: 409, title: 'The scenario is not a draft: it takes no changes.' },
  'status.refused': { status: 409, title: 'A scenario of this status does not allow that step.' },
  'revision.unknown': { status: 404, title: 'There is no such revision.' },
  'activation.unknown': { status: 404, title: 'There is no such activation.' },
  'compare.ground': { status: 409, title: 'The two are not of the same ground.' },
  'merge.unrelated': { status: 409, title: 'The two scenarios have no state in common.' },
  'merge.conflicts': { status: 409, title: 'Both scenarios changed the same places; choose what to keep.' },
  'owner.place': { status: 422, title: 'There is no such place.' },
  'account.unknown': { status: 404, title: 'There is no such account.' },
  'presence.client': { status: 409, title: 'That is somebody else\'s client.' },
  'edit.invalid': { status: 422, title: 'The change does not fit this scenario.' },
  'edit.unknown': { status: 404, title: 'There is no such entry in the history.' },
  'undo.nothing': { status: 409, title: 'There is nothing to undo.' },
  'undo.collides': { status: 409, title: 'A later change touches the same place, so this cannot be undone by itself.' },
  'solve.running': { status: 409, title: 'A design of this scenario is already running.' },
  'solve.impossible': { status: 422, title: 'No plan can meet these demands.' },
  'job.unknown': { status: 404, title: 'There is no such job.' },
  'job.ended': { status: 409, title: 'The job has already ended.' },
  'job.lost': { status: 409, title: 'The job never came to its end.' },
  'job.no_result': { status: 404, title: 'The job has no plan to show yet.' },
  'scenario.incomplete': { status: 409, title: 'The scenario leaves units without a territory.' },
  'server.busy': { status: 503, title: 'The server cannot answer just now; try again in a moment.' },
  internal: { status: 500, title: 'Something went wrong inside the server.' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ErrorCode = keyof typeof errors;

/** RFC 9457 problem document, sent as `application/problem+json`. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.string(),
    /** What happened this time, for a person. */
    detail: z.string().optional(),
    /** Path of the value that is wrong, e.g. `body.mapping.id`. */
    where: z.string().optional(),
    expected: z.string().optional(),
    found: z.string().optional(),
    /** What to do about it. */
    repair: z.string().optional(),
    /** Further facts by code: `scenario.stale` and `undo.collides` bring `{ seq, missing: EditEntry[] }`. */
    value: z.unknown().optional(),
    /** Stands in the server's log too. */
    requestId: z.string(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;
