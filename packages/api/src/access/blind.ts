import type { ResultOf } from '../../contract/endpoint.ts';
import type { EndpointName, endpoints } from '../../contract/endpoints.ts';
import type { RecordKind, RegisterRecord } from '../../contract/imports.ts';
import type { Actor } from '../http/actor.ts';
import { AppError } from '../http/appError.ts';
import { bodyWithoutPeople, keyWithoutPeople } from './recordWithoutPeople.ts';
import { sidesWithoutPeople } from './sidesWithoutPeople.ts';
import type { Veil } from './veil.ts';

/** What an endpoint answers. */
type Of<N extends EndpointName> = ResultOf<(typeof endpoints)[N]>;
type Params = Readonly<Record<string, unknown>>;
/** Takes people out of an answer. */
type KeepBack = (answer: never, veil: Veil, params: Params) => unknown;

/**
 * `plain`: there is no word of people in it. `told`: a document, in which positions stand in place of people wherever they stand. `inside`: packed,
 * a file or a stream, which its room makes so. `closed`: it is about people, and refused.
 */
export type BlindRule = 'plain' | 'told' | 'inside' | 'closed' | KeepBack;

const dataset = (answer: Of<'readDataset'>, veil: Veil): Of<'readDataset'> => ({ ...veil.answer(answer), sample: [] });
const check = (answer: Of<'checkDataset'>, veil: Veil): Of<'checkDataset'> => ({ ...veil.answer(answer), groups: answer.groups.map((group) => ({ ...group, examples: [] })), problems: [] });
const list = (answer: Of<'readImport'>, veil: Veil): Of<'readImport'> => ({ ...veil.answer(answer), groups: answer.groups.map((group) => ({ ...group, examples: [] })) });
const member = (answer: Of<'patchMember'>, veil: Veil): Of<'patchMember'> => (answer.you ? answer : { ...veil.answer(answer), name: veil.text(answer.name) === answer.name ? 'somebody' : veil.text(answer.name), email: null });
const invitation = (answer: Of<'invite'>['invitation'], veil: Veil): Of<'invite'>['invitation'] => ({ ...veil.answer(answer), email: '', by: veil.person(answer.by) });
const inbox = (answer: Of<'readInbox'>, veil: Veil): Of<'readInbox'> => ({ ...veil.answer(answer), items: answer.items.map((item) => (item.code === 'place.none' && item.kind === 'people' ? { ...item, examples: [] } : veil.answer(item))) });
const kindOf = ({ kind }: Params): RecordKind => kind as RecordKind;
const record = (answer: RegisterRecord, veil: Veil, params: Params): RegisterRecord =>
  ({ ...veil.answer({ ...answer, body: {} }), key: keyWithoutPeople(kindOf(params), answer.key, answer.body, veil), body: bodyWithoutPeople(kindOf(params), answer.body, veil) });
/** A document that is sent as a text. */
const text = (answer: { readonly bytes: unknown }, veil: Veil): unknown => ({ ...answer, immutable: false, etag: undefined, bytes: typeof answer.bytes === 'string' ? JSON.stringify(veil.answer(JSON.parse(answer.bytes))) : answer.bytes });

/** What becomes of every answer for somebody from whom people are hidden. An endpoint that does not stand here cannot be answered to them. */
export const blindRules: Readonly<Record<EndpointName, BlindRule>> = {
  // Who is signed in is who looks at the screen.
  ...rule('plain', 'readSession', 'signIn', 'switchOrganisation', 'signOut', 'lookAtLink', 'useLink', 'startSso', 'endSso', 'patchAccount', 'changePassword', 'hidePeople', 'listSessions', 'endSession', 'endOtherSessions', 'revokeKey', 'createOrganisation', 'removeMember', 'resetMember', 'revokeInvitation'),
  ...rule('plain', 'readWorkspace', 'patchWorkspace', 'readSources', 'readSample', 'listRegions', 'readBasemap', 'readTile', 'findPostal'),
  ...rule('told', 'listKeys', 'createKey', 'readOwnTerritories', 'readOwnChanges'),
  listMembers: ({ members }: Of<'listMembers'>, veil) => ({ members: members.map((one) => member(one, veil)) }),
  patchMember: member,
  listInvitations: ({ invitations }: Of<'listInvitations'>, veil) => ({ invitations: invitations.map((one) => invitation(one, veil)) }),
  invite: (answer: Of<'invite'>, veil) => ({ ...answer, invitation: invitation(answer.invitation, veil) }),

  // Rows of a list as it came are whatever somebody wrote into them.
  uploadDataset: dataset, readDataset: dataset, checkDataset: check,
  startImport: list, readImport: list, checkImport: list, commitImport: list, undoImport: list,
  listImports: (answer: Of<'listImports'>, veil) => ({ ...answer, imports: answer.imports.map((one) => list(one, veil)) }),
  ...rule('closed', 'readRejected', 'readImportChanges', 'readImportProblems'),
  ...rule('told', 'suggestMapping', 'listSchedules', 'createSchedule', 'patchSchedule', 'runSchedule', 'listHooks', 'createHook', 'patchHook', 'pingHook', 'listLayers'),
  ...rule('plain', 'deleteSchedule', 'deleteHook', 'putAside', 'readOverlap'),
  listRecords: (answer: Of<'listRecords'>, veil, params) => ({ ...answer, records: apart(answer.records.map((one) => record(one, veil, params))) }),
  readRecord: (answer: Of<'readRecord'>, veil, params) =>
    ({ key: keyWithoutPeople(kindOf(params), answer.key, answer.versions.find(({ body }) => body !== null)?.body ?? {}, veil), versions: answer.versions.map((one) => ({ ...veil.answer({ ...one, body: null }), body: one.body && bodyWithoutPeople(kindOf(params), one.body, veil) })) }),
  patchRecord: record,
  readInbox: inbox, readPlanInbox: inbox,
  readLayer: text,

  ...rule('told', 'listPlans', 'createPlan', 'createDemo', 'readPlan', 'patchPlan', 'hidePlanPeople', 'duplicatePlan', 'restorePlan', 'listAlerts', 'checkAlerts', 'listCovers', 'readBudget', 'setBudget', 'readGauge', 'listBudgetRequests', 'askBudget', 'decideBudget'),
  ...rule('plain', 'deletePlan', 'tellPresence'),
  // Who gets which position is about people and nothing else.
  ...rule('closed', 'setCovers', 'proposeCovers'),
  followPlan: 'inside',
  ...rule('told', 'readTimeline', 'activateRevision', 'withdrawActivation', 'readInForce', 'findOwner', 'readWhy', 'readWhyHere', 'readPrices', 'readSwing', 'readExceptions'),
  searchPlaces: (answer: Of<'searchPlaces'>, veil) => ({ ...veil.answer(answer), people: [] }),

  ...rule('told', 'readUnits', 'listAccounts'),
  ...rule('plain', 'readGraph', 'readShapes', 'readMeasures', 'readAccounts', 'readAccountCounts'),
  readAccountNames: 'inside',

  ...rule('told', 'readScenario', 'listEdits', 'appendEdits', 'undoEdit', 'patchScenario', 'forkScenario', 'listRevisions', 'createRevision', 'changeStatus', 'approveScenario', 'listSignatures', 'compareScenarios', 'mergeScenario'),
  ...rule('told', 'listAccountChanges', 'keepAccounts', 'listChallenges', 'askChallenge', 'decideChallenge', 'readCertificate'),
  compareSides: sidesWithoutPeople,
  ...rule('plain', 'readSlots', 'readSideSlots', 'readColours', 'keepColours', 'readHash', 'decideChanges', 'readBound'),
  ...rule('told', 'solveScenario', 'checkSolve', 'startFrontier', 'readFrontier', 'takePoint', 'proposeWhatIf', 'takeWhatIf', 'startBatch', 'lastBatch', 'cancelBatch', 'readBatchPoint', 'takeBatchPoint', 'readJob', 'cancelJob'),
  ...rule('plain', 'readPoint', 'readJobBest', 'followBatch'),
  readJobEvents: 'inside',
  ...rule('inside', 'exportAccounts', 'exportUnits', 'exportChanges', 'exportTerritories', 'exportPlan', 'exportFile', 'exportInForce'),

  // A customer system knows positions by who holds them.
  ...rule('told', 'listConnections', 'createConnection', 'tryConnection'),
  ...rule('plain', 'deleteConnection', 'deleteTarget'),
  ...rule('closed', 'listPublications', 'listTargets', 'createTarget', 'patchTarget', 'checkPublication', 'readPublication', 'readPublicationRows', 'readPublicationFiles', 'readRollbackFiles', 'confirmPublication', 'rollBackPublication'),
};

const HOW = 'Show people again in the account menu, or ask an owner or admin to show them in the plan or the organisation.';

/**
 * Refuses what is about people to somebody from whom they are hidden.
 *
 * @throws AppError `people.hidden`
 */
export function refuseBlind({ veil }: Pick<Actor, 'veil'>, name: EndpointName, params: Params): void {
  if (veil === undefined) return;
  const persons = name === 'patchRecord' && ['people', 'covers', 'owners'].includes(String(params.kind));
  if (persons || !Object.hasOwn(blindRules, name) || blindRules[name] === 'closed') throw new AppError('people.hidden', { repair: HOW });
}

/** An answer as somebody is told it from whom people are hidden. */
export function keepPeopleBack({ veil }: Pick<Actor, 'veil'>, name: EndpointName, answer: unknown, params: Params): unknown {
  if (veil === undefined) return answer;
  const how = blindRules[name];
  if (how === 'plain' || how === 'inside' || how === 'closed') return answer;
  return how === 'told' ? veil.answer(answer) : how(answer as never, veil, params);
}

/** A refusal without the people whom it would name. */
export function refusalWithoutPeople(error: unknown, { veil }: Pick<Actor, 'veil'>): unknown {
  if (veil === undefined || !(error instanceof AppError)) return error;
  const { repair, ...facts } = error.facts;
  return new AppError(error.code, { ...veil.answer(facts), ...(repair === undefined ? {} : { repair: veil.text(repair) }) });
}

/** Whoever has no position is `somebody`: the second one is `somebody (2)`, so that they can be told apart. */
function apart(records: readonly RegisterRecord[]): RegisterRecord[] {
  const seen = new Map<string, number>();
  return records.map((one) => {
    const count = (seen.get(one.key) ?? 0) + 1;
    seen.set(one.key, count);
    return count === 1 ? one : { ...one, key: `${one.key} (${count})` };
  });
}

function rule<R extends BlindRule, N extends EndpointName>(how: R, ...names: N[]): Record<N, R> {
  return Object.fromEntries(names.map((name) => [name, how])) as Record<N, R>;
}
