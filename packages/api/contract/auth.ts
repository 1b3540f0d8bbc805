import { z } from 'zod';
import { Id, Moment } from './ids.ts';
import { Role } from './roles.ts';

/** Id of a person who can sign in. */
export const UserId = z.string().min(1).max(64).regex(/^[\w-]+$/);
export const UserParams = z.object({ userId: UserId });
export const SessionParams = z.object({ sessionId: Id });
export const KeyParams = z.object({ keyId: Id });
export const InvitationParams = z.object({ invitationId: Id });

export const Email = z.string().trim().toLowerCase().max(254).pipe(z.email());
/** Judged by the server: at least 12 characters, not among the common ones. */
const NewPassword = z.string().max(1024);
const PersonName = z.string().trim().min(1).max(120);
/** The secret of a one-time link. */
const LinkToken = z.string().min(20).max(200);

/** How far somebody's hand reaches. */
export const Scope = z.object({
  role: Role,
  /** Region codes, e.g. `us-ca`, `de`: plans outside of them do not exist for this one. Null = everywhere. */
  regions: z.array(z.string().toLowerCase().regex(/^[a-z]{2}(-[a-z0-9]+)?$/)).min(1).max(100).nullable().default(null),
  /** Figures of unit `currency` are kept back, in exports too. */
  moneyHidden: z.boolean().default(false),
  /** Id of the territory a manager or rep answers for, with all below it. */
  branch: z.string().trim().min(1).max(120).nullable().default(null),
});
export type Scope = z.infer<typeof Scope>;

const Organisation = z.object({ id: Id, name: z.string(), role: Role });

/** Who is signed in here, and how one could sign in. */
export const Session = z
  .object({
    user: z.object({ id: UserId, name: z.string(), email: z.string().nullable(), hasPassword: z.boolean() }).nullable(),
    /** Where the session works now; null when nobody is signed in. */
    organisation: Organisation.nullable(),
    /** Every organisation the person belongs to. */
    organisations: z.array(Organisation),
    scope: Scope.nullable(),
    /** Whether people are hidden: by one's own choice, and by the organisation for everybody. */
    peopleHidden: z.object({ own: z.boolean(), organisation: z.boolean() }),
    /** Actions that the role may do at all; a branch or region may narrow them. */
    may: z.array(z.string()),
    ways: z.object({
      /** Somebody has an e-mail address and a password. */
      password: z.boolean(),
      /** Name of the single sign-on that is set up. */
      sso: z.string().nullable(),
      /** Whoever sits at this machine comes in by the address that the server prints. */
      printed: z.boolean(),
    }),
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof Session>;

export const SignIn = z.object({ email: z.string().trim().max(254), password: z.string().max(1024) });
export const SwitchOrganisation = z.object({ organisationId: Id });
/** Hides people from oneself, in this session; what hides them from everybody is not lifted by it. */
export const HidePeople = z.object({ hidden: z.boolean() }).meta({ id: 'HidePeople' });
/** Header by which a program asks for answers without people; any value but empty. */
export const PEOPLE_HIDDEN_HEADER = 'x-people-hidden';
export const CreateOrganisation = z.object({ name: z.string().trim().min(1).max(120) });

/** A one-time link before it is used. `sign-in` asks for nothing; `first` makes the first account; `invite` a new one, or joins one that exists; `reset` sets a password. */
export const LinkFacts = z
  .object({
    kind: z.enum(['sign-in', 'first', 'invite', 'reset']),
    organisation: z.string(),
    email: z.string().nullable(),
    role: Role.nullable(),
    /** What has to be given with it. `password` of an invitation to somebody who has an account is that account's own. */
    needs: z.object({ name: z.boolean(), email: z.boolean(), password: z.enum(['none', 'new', 'own']) }),
    expiresAt: Moment,
  })
  .meta({ id: 'LinkFacts' });
export type LinkFacts = z.infer<typeof LinkFacts>;
export const LookAtLink = z.object({ token: LinkToken });
export const UseLink = z.object({ token: LinkToken, name: PersonName.optional(), email: Email.optional(), password: NewPassword.optional() });

export const PatchAccount = z.object({ name: PersonName });
/** `current` is not asked for while there is no password yet. */
export const ChangePassword = z.object({ current: z.string().max(1024).optional(), password: NewPassword, email: Email.optional() });

/** A place where somebody is signed in. */
export const SessionEntry = z.object({ id: Id, current: z.boolean(), agent: z.string(), address: z.string(), createdAt: Moment, seenAt: Moment, expiresAt: Moment }).meta({ id: 'SessionEntry' });
export type SessionEntry = z.infer<typeof SessionEntry>;
export const SessionList = z.object({ sessions: z.array(SessionEntry) });

/** A key for programs: never more than its maker may now. */
export const ApiKey = z
  .object({ id: Id, name: z.string(), scope: Scope, maker: z.string(), start: z.string(), createdAt: Moment, expiresAt: Moment.nullable(), usedAt: Moment.nullable() })
  .meta({ id: 'ApiKey' });
export type ApiKey = z.infer<typeof ApiKey>;
export const KeyList = z.object({ keys: z.array(ApiKey) });
export const CreateKey = z.object({ name: z.string().trim().min(1).max(120), scope: Scope, days: z.number().int().min(1).max(3650).nullable().default(365) });
/** The only time the key itself is told. */
export const KeyMade = z.object({ key: ApiKey, secret: z.string() });

export const Member = z.object({ userId: UserId, name: z.string(), email: z.string().nullable(), scope: Scope, you: z.boolean(), joinedAt: Moment, seenAt: Moment.nullable() }).meta({ id: 'Member' });
export type Member = z.infer<typeof Member>;
export const MemberList = z.object({ members: z.array(Member) });
export const PatchMember = z.object({ scope: Scope });

export const Invitation = z.object({ id: Id, email: z.string(), scope: Scope, by: z.string(), createdAt: Moment, expiresAt: Moment }).meta({ id: 'Invitation' });
export type Invitation = z.infer<typeof Invitation>;
export const InvitationList = z.object({ invitations: z.array(Invitation) });
export const Invite = z.object({ email: Email, scope: Scope });
/** An address that works once, for an admin to hand over; `mailed` when the server sent it as well. */
export const OneTimeLink = z.object({ address: z.string(), expiresAt: Moment, mailed: z.boolean() });
export type OneTimeLink = z.infer<typeof OneTimeLink>;
export const Invited = z.object({ invitation: Invitation, link: OneTimeLink });
export const ResetStarted = z.object({ link: OneTimeLink });

/** What a sign-on provider sends back; all of it is checked against what was asked. */
export const SsoAnswer = z.object({ state: z.string().max(500).optional(), code: z.string().max(4000).optional(), iss: z.string().max(500).optional(), error: z.string().max(500).optional(), error_description: z.string().max(2000).optional(), session_state: z.string().max(500).optional(), scope: z.string().max(2000).optional(), error_uri: z.string().max(500).optional() });
