import { AlertList, AlertQuery } from './alerts.ts';
import { ChangePassword, CreateKey, CreateOrganisation, HidePeople, InvitationList, InvitationParams, Invite, Invited, KeyList, KeyMade, KeyParams, LinkFacts, LookAtLink, Member, MemberList, PatchAccount, PatchMember, ResetStarted, Session, SessionList, SessionParams, SignIn, SsoAnswer, SwitchOrganisation, UseLink, UserParams } from './auth.ts';
import { AccountPage, AccountQuery, Units } from './units.ts';
import { AppendEdits, Appended, BoundResult, CertificateResult, Colours, EditList, EditQuery, KeepColours, Scenario, SeqQuery, UndoRequest } from './scenarios.ts';
import { CompareQuery, Comparison, MergeRequest, MergeResult } from './compare.ts';
import { SideBySide, SidesQuery } from './sides.ts';
import { AccountChanges, AccountChangesQuery, AccountsKept, ChangesDecided, ChangesFileQuery, DecideChanges, KeepAccounts } from './changes.ts';
import { BatchParams, BatchPointParams, LastBatch, StartBatch, TakeBatchPoint, WhatIfBatch } from './batches.ts';
import { AskBudget, BudgetGauge, BudgetRequest, BudgetRequestList, BudgetRequestParams, DecideBudget, PlanBudget, SetBudget } from './budgets.ts';
import { AskChallenge, ChallengeList, ChallengeParams, Challenge, Challenged, DecideChallenge, OwnChanges } from './challenges.ts';
import { CancelRequest, Job, LastFrontier } from './jobs.ts';
import { Check, CheckRequest, Dataset, UploadQuery } from './datasets.ts';
import { CheckParams, DatasetParams, JobParams, PointParams, PlanParams, ScenarioParams, UnitsParams } from './ids.ts';
import { CreatePlan, DuplicatePlan, PatchPlan, Plan, PlanList, PlanQuery, PlanStarted } from './plans.ts';
import { PresenceRequest, StreamQuery } from './live.ts';
import { ExportFileQuery, ExportParams, ExportQuery, InForceExportParams, InForceExportQuery } from './exports.ts';
import { BasemapParams, PatchWorkspace, Regions, SampleParams, Sources, TileParams, Workspace } from './workspace.ts';
import { CreateRevision, ForkScenario, PatchScenario, Revision, RevisionList, StateHash } from './revisions.ts';
import { ApproveRequest, SignatureList, StatusRequest } from './status.ts';
import { Activate, ActivationParams, DateQuery, InForce, Timeline } from './timeline.ts';
import { ChangeList, ChangeQuery, CheckImport, Import, ImportList, ImportParams, ImportQuery, KindParams, Layers, MappingQuery, PatchRecord, PostalAnswer, PostalQuery, RecordAsked, RecordHistory, RecordPage, RecordQuery, RegisterRecord, StartImport, SuggestedMapping } from './imports.ts';
import { AccountParams, Ledger, LedgerQuery, Owner, OwnerQuery, Why } from './ownership.ts';
import { Inbox, InboxQuery, OverlapDetail, OverlapQuery, PutAside } from './health.ts';
import { CoverList, CoverProposal, CoverQuery, ProposeCovers, SetCovers } from './people.ts';
import { CreateHook, Hook, HookList, HookMade, HookParams, PatchHook } from './hooks.ts';
import { CreateSchedule, PatchSchedule, Schedule, ScheduleList, ScheduleParams } from './schedules.ts';
import { DesignCheck, SolveRequest, TakePoint } from './solving.ts';
import { FoundPlaces, LayerQuery, PlaceQuery } from './places.ts';
import { ProposeWhatIf, TakeWhatIf, WhatIfProposal, WhatIfTaken } from './whatif.ts';
import { OwnTerritories } from './own.ts';
import { CheckPublication, ConnectionList, ConnectionParams, ConnectionTried, CreateConnection, CrmConnection, Publication, PublicationList, PublicationParams, PublicationRowQuery, PublicationRows, PublishTarget, SaveTarget, TargetList, TargetParams } from './crm.ts';
import { PriceQuery, Prices, SwingQuery, SwingUnits, WhyHere } from './why.ts';
import { endpoint } from './endpoint.ts';

/** Everything the server answers, one row each, grouped by room. */
export const endpoints = {
  readSession: endpoint({ method: 'GET', path: '/session', action: 'session.open', summary: 'Who is signed in, what they may do, and how one signs in here.', result: Session }),
  signIn: endpoint({ method: 'POST', path: '/session', action: 'session.open', summary: 'Sign in with e-mail and password.', body: SignIn, result: Session }),
  switchOrganisation: endpoint({ method: 'PATCH', path: '/session', action: 'account.write', summary: 'Go on in another organisation of one\'s own.', body: SwitchOrganisation, result: Session }),
  signOut: endpoint({ method: 'DELETE', path: '/session', action: 'account.write', summary: 'End this session.' }),
  lookAtLink: endpoint({ method: 'POST', path: '/links/look', action: 'session.open', summary: 'What a one-time link is for.', body: LookAtLink, result: LinkFacts }),
  useLink: endpoint({ method: 'POST', path: '/links/use', action: 'session.open', summary: 'Use a one-time link: sign in, join, or set a password.', body: UseLink, result: Session }),
  startSso: endpoint({ method: 'GET', path: '/sso/start', action: 'session.open', summary: 'Go to the single sign-on.', result: 'redirect' }),
  endSso: endpoint({ method: 'GET', path: '/sso/callback', action: 'session.open', summary: 'Come back from the single sign-on.', query: SsoAnswer, result: 'redirect' }),

  patchAccount: endpoint({ method: 'PATCH', path: '/account', action: 'account.write', summary: 'Change one\'s own name.', body: PatchAccount, result: Session }),
  changePassword: endpoint({ method: 'POST', path: '/account/password', action: 'account.write', summary: 'Set one\'s own password; every other session ends.', body: ChangePassword, result: Session }),
  hidePeople: endpoint({ method: 'PATCH', path: '/session/people', action: 'account.write', summary: 'Hide people from oneself, or show them again as far as the organisation and the plan do.', body: HidePeople, result: Session }),
  listSessions: endpoint({ method: 'GET', path: '/sessions', action: 'account.read', summary: 'Where one is signed in.', result: SessionList }),
  endSession: endpoint({ method: 'DELETE', path: '/sessions/:sessionId', action: 'account.write', summary: 'End one of one\'s own sessions.', params: SessionParams }),
  endOtherSessions: endpoint({ method: 'DELETE', path: '/sessions', action: 'account.write', summary: 'End all of one\'s own sessions but this one.' }),
  listKeys: endpoint({ method: 'GET', path: '/keys', action: 'account.read', summary: 'One\'s own API keys; owners and admins see those of the organisation.', result: KeyList }),
  createKey: endpoint({ method: 'POST', path: '/keys', action: 'account.write', summary: 'Make an API key; it is told this once.', body: CreateKey, result: KeyMade, status: 201 }),
  revokeKey: endpoint({ method: 'DELETE', path: '/keys/:keyId', action: 'account.write', summary: 'Revoke an API key.', params: KeyParams }),

  createOrganisation: endpoint({ method: 'POST', path: '/organisations', action: 'organisation.create', summary: 'Make another organisation and go on in it.', body: CreateOrganisation, result: Session, status: 201 }),
  readOwnTerritories: endpoint({ method: 'GET', path: '/own-territories', action: 'territory.own', summary: 'The territories that one answers for, with their accounts.', result: OwnTerritories }),
  readOwnChanges: endpoint({ method: 'GET', path: '/own-territories/changes', action: 'territory.own', summary: 'Accounts that one\'s own territories lose or gain in scenarios under review, and one\'s objections.', result: OwnChanges }),
  listMembers: endpoint({ method: 'GET', path: '/members', action: 'member.read', summary: 'Who belongs to the organisation.', result: MemberList }),
  patchMember: endpoint({ method: 'PATCH', path: '/members/:userId', action: 'member.write', summary: 'Change role and scope.', params: UserParams, body: PatchMember, result: Member }),
  removeMember: endpoint({ method: 'DELETE', path: '/members/:userId', action: 'member.write', summary: 'Take somebody out of the organisation; what they did stays.', params: UserParams }),
  resetMember: endpoint({ method: 'POST', path: '/members/:userId/reset', action: 'member.write', summary: 'Make a link by which somebody sets a new password.', params: UserParams, result: ResetStarted, status: 201 }),
  listInvitations: endpoint({ method: 'GET', path: '/invitations', action: 'member.read', summary: 'Invitations that nobody has taken yet.', result: InvitationList }),
  invite: endpoint({ method: 'POST', path: '/invitations', action: 'member.write', summary: 'Invite somebody by a link to hand over.', body: Invite, result: Invited, status: 201 }),
  revokeInvitation: endpoint({ method: 'DELETE', path: '/invitations/:invitationId', action: 'member.write', summary: 'Take an invitation back.', params: InvitationParams }),

  readWorkspace: endpoint({ method: 'GET', path: '/workspace', action: 'workspace.read', summary: 'Name, version, who is asking, state of the demo.', result: Workspace }),
  patchWorkspace: endpoint({ method: 'PATCH', path: '/workspace', action: 'workspace.write', summary: 'Rename the workspace, or hide people from everybody in it.', body: PatchWorkspace, result: Workspace }),
  readSources: endpoint({ method: 'GET', path: '/sources', action: 'workspace.read', summary: 'Sources and licences of the shipped data.', result: Sources }),
  readSample: endpoint({ method: 'GET', path: '/samples/:name', action: 'workspace.read', summary: 'A synthetic accounts file to try things with.', params: SampleParams, result: 'file', media: 'text/csv' }),
  listRegions: endpoint({ method: 'GET', path: '/regions', action: 'workspace.read', summary: 'Codes and names of regions.', result: Regions }),
  readBasemap: endpoint({ method: 'GET', path: '/basemap/:layer', action: 'workspace.read', summary: 'A layer of the basemap: TopoJSON (world, states, counties) or GeoJSON (labels).', params: BasemapParams, result: 'file', media: 'application/json' }),
  readTile: endpoint({ method: 'GET', path: '/basemap/tiles/:z/:x/:y', action: 'workspace.read', summary: 'The ground of one tile: water, lakes, coast, names of places, lines of countries, states and, from zoom 7, counties.', params: TileParams, result: 'file', media: 'application/vnd.mapbox-vector-tile' }),

  uploadDataset: endpoint({ method: 'POST', path: '/datasets', action: 'dataset.write', summary: 'Upload an accounts file, streamed as it is.', query: UploadQuery, body: 'file', result: Dataset, status: 201 }),
  readDataset: endpoint({ method: 'GET', path: '/datasets/:datasetId', action: 'dataset.read', summary: 'Header, first rows and guessed mapping.', params: DatasetParams, result: Dataset }),
  checkDataset: endpoint({ method: 'POST', path: '/datasets/:datasetId/checks', action: 'dataset.write', summary: 'Judge every row under a mapping.', params: DatasetParams, body: CheckRequest, result: Check }),
  readRejected: endpoint({ method: 'GET', path: '/datasets/:datasetId/checks/:checkId/rejected.csv', action: 'dataset.read', summary: 'Every problem of every rejected row.', params: CheckParams, result: 'file', media: 'text/csv' }),

  suggestMapping: endpoint({ method: 'GET', path: '/datasets/:datasetId/mapping', action: 'dataset.read', summary: 'Which column fills which field, as the layout was read before or as guessed.', params: DatasetParams, query: MappingQuery, result: SuggestedMapping }),
  startImport: endpoint({ method: 'POST', path: '/imports', action: 'import.write', summary: 'Judge a list row by row and say what it would change; nothing is changed.', body: StartImport, result: Import, status: 201 }),
  listImports: endpoint({ method: 'GET', path: '/imports', action: 'import.read', summary: 'Imports, newest first.', query: ImportQuery, result: ImportList }),
  readImport: endpoint({ method: 'GET', path: '/imports/:importId', action: 'import.read', summary: 'What an import would change, or did.', params: ImportParams, result: Import }),
  readImportChanges: endpoint({ method: 'GET', path: '/imports/:importId/changes', action: 'import.read', summary: 'The records that an import adds, changes or no longer holds.', params: ImportParams, query: ChangeQuery, result: ChangeList }),
  readImportProblems: endpoint({ method: 'GET', path: '/imports/:importId/problems.csv', action: 'import.read', summary: 'Every problem of every row.', params: ImportParams, result: 'file', media: 'text/csv' }),
  checkImport: endpoint({ method: 'POST', path: '/imports/:importId/check', action: 'import.write', summary: 'Say anew what an import would change.', params: ImportParams, body: CheckImport, result: Import }),
  commitImport: endpoint({ method: 'POST', path: '/imports/:importId/commit', action: 'import.write', summary: 'Change what the import said it would.', params: ImportParams, result: Import }),
  undoImport: endpoint({ method: 'POST', path: '/imports/:importId/undo', action: 'import.write', summary: 'Take back what an import changed.', params: ImportParams, result: Import }),

  listRecords: endpoint({ method: 'GET', path: '/register/:kind', action: 'register.read', summary: 'Accounts, people, covers, owners, postal codes or areas, by id.', params: KindParams, query: RecordQuery, result: RecordPage }),
  readRecord: endpoint({ method: 'GET', path: '/register/:kind/record', action: 'register.read', summary: 'A record with everything it ever was.', params: KindParams, query: RecordAsked, result: RecordHistory }),
  patchRecord: endpoint({ method: 'PATCH', path: '/register/:kind/record', action: 'register.write', summary: 'Set fields of a record by hand.', params: KindParams, body: PatchRecord, result: RegisterRecord }),
  readInbox: endpoint({ method: 'GET', path: '/inbox', action: 'inbox.read', summary: 'What wants to be put in order in the lists of the organisation.', query: InboxQuery, result: Inbox }),
  readPlanInbox: endpoint({ method: 'GET', path: '/plans/:planId/inbox', action: 'plan.inbox', summary: 'What wants to be put in order in a plan: territories in force outside their bands, accounts without a place, ground that nobody has.', params: PlanParams, query: InboxQuery, result: Inbox }),
  readOverlap: endpoint({ method: 'GET', path: '/plans/:planId/overlap', action: 'plan.inbox', summary: 'Where two areas of a layer cover the same ground: its units and its outline.', params: PlanParams, query: OverlapQuery, result: OverlapDetail }),
  putAside: endpoint({ method: 'POST', path: '/inbox/aside', action: 'inbox.write', summary: 'Put an item aside until a day has passed, or take it up again.', body: PutAside }),
  listHooks: endpoint({ method: 'GET', path: '/hooks', action: 'hook.read', summary: 'Programs elsewhere that are told when something happens, with what came of it.', result: HookList }),
  createHook: endpoint({ method: 'POST', path: '/hooks', action: 'hook.write', summary: 'Tell an address of what happens, signed; its host must be one that the administrator allows. The secret is told this once.', body: CreateHook, result: HookMade, status: 201 }),
  patchHook: endpoint({ method: 'PATCH', path: '/hooks/:hookId', action: 'hook.write', summary: 'Let it rest, or go on.', params: HookParams, body: PatchHook, result: Hook }),
  deleteHook: endpoint({ method: 'DELETE', path: '/hooks/:hookId', action: 'hook.write', summary: 'Tell it nothing more.', params: HookParams }),
  pingHook: endpoint({ method: 'POST', path: '/hooks/:hookId/ping', action: 'hook.write', summary: 'Send it a trial.', params: HookParams, result: Hook }),
  listSchedules: endpoint({ method: 'GET', path: '/schedules', action: 'schedule.read', summary: 'Imports by the clock, with what came of them.', result: ScheduleList }),
  createSchedule: endpoint({ method: 'POST', path: '/schedules', action: 'schedule.write', summary: 'Fetch a list by the clock from a folder or an address that the administrator allows.', body: CreateSchedule, result: Schedule, status: 201 }),
  patchSchedule: endpoint({ method: 'PATCH', path: '/schedules/:scheduleId', action: 'schedule.write', summary: 'Let it rest, or go on.', params: ScheduleParams, body: PatchSchedule, result: Schedule }),
  deleteSchedule: endpoint({ method: 'DELETE', path: '/schedules/:scheduleId', action: 'schedule.write', summary: 'Fetch no more; what was imported stays.', params: ScheduleParams }),
  runSchedule: endpoint({ method: 'POST', path: '/schedules/:scheduleId/run', action: 'schedule.write', summary: 'Run it now.', params: ScheduleParams, result: Schedule }),
  listCovers: endpoint({ method: 'GET', path: '/plans/:planId/covers', action: 'cover.read', summary: 'Who covers which territory, on a day or ever.', params: PlanParams, query: CoverQuery, result: CoverList }),
  setCovers: endpoint({ method: 'POST', path: '/plans/:planId/covers', action: 'cover.write', summary: 'Put people on positions from a day on, or leave positions vacant.', params: PlanParams, body: SetCovers, result: CoverList, maxBodyBytes: 4 * 1024 * 1024 }),
  proposeCovers: endpoint({ method: 'POST', path: '/plans/:planId/covers/proposal', action: 'cover.write', summary: 'Who could get what, by distance, present accounts and capacity; nothing is recorded.', params: PlanParams, body: ProposeCovers, result: CoverProposal, maxBodyBytes: 4 * 1024 * 1024 }),
  findPostal: endpoint({ method: 'GET', path: '/places/postal', action: 'register.read', summary: 'Where a postal code lies, by the organisation\'s own table first.', query: PostalQuery, result: PostalAnswer }),
  listLayers: endpoint({ method: 'GET', path: '/layers', action: 'layer.read', summary: 'Boundary layers.', result: Layers }),
  readLayer: endpoint({ method: 'GET', path: '/layers/shapes', action: 'layer.read', summary: 'A boundary layer as TopoJSON for the screen: object `areas`, id and name of each.', query: LayerQuery, result: 'file', media: 'application/json' }),

  listPlans: endpoint({ method: 'GET', path: '/plans', action: 'plan.read', summary: 'Active, archived or deleted plans, newest change first.', query: PlanQuery, result: PlanList }),
  createPlan: endpoint({ method: 'POST', path: '/plans', action: 'plan.write', summary: 'Build a plan over a data set; a job does it.', body: CreatePlan, result: PlanStarted, status: 202 }),
  createDemo: endpoint({ method: 'POST', path: '/plans/demo', action: 'plan.write', summary: 'Build the demo plan (again).', result: PlanStarted, status: 202 }),
  readPlan: endpoint({ method: 'GET', path: '/plans/:planId', action: 'plan.read', summary: 'A plan with its scenarios, facts and job.', params: PlanParams, result: Plan }),
  patchPlan: endpoint({ method: 'PATCH', path: '/plans/:planId', action: 'plan.write', summary: 'Rename, archive or take out of the archive.', params: PlanParams, body: PatchPlan, result: Plan }),
  hidePlanPeople: endpoint({ method: 'PATCH', path: '/plans/:planId/people', action: 'people.hide', summary: 'Hide people from everybody who looks at a plan, or show them again.', params: PlanParams, body: HidePeople, result: Plan }),
  duplicatePlan: endpoint({ method: 'POST', path: '/plans/:planId/duplicate', action: 'plan.write', summary: 'A copy with its scenarios as they stand.', params: PlanParams, body: DuplicatePlan, result: Plan, status: 201 }),
  deletePlan: endpoint({ method: 'DELETE', path: '/plans/:planId', action: 'plan.write', summary: 'Delete; it can be restored.', params: PlanParams }),
  restorePlan: endpoint({ method: 'POST', path: '/plans/:planId/restore', action: 'plan.write', summary: 'Restore a deleted plan.', params: PlanParams, result: Plan }),

  listAlerts: endpoint({ method: 'GET', path: '/plans/:planId/alerts', action: 'plan.read', summary: 'Territories in force that have left their band, with the smallest repair.', params: PlanParams, query: AlertQuery, result: AlertList }),
  checkAlerts: endpoint({ method: 'POST', path: '/plans/:planId/alerts/check', action: 'plan.write', summary: 'Look now instead of at night.', params: PlanParams, result: AlertList }),
  followPlan: endpoint({ method: 'GET', path: '/plans/:planId/events', action: 'plan.follow', summary: 'Edits, presence and jobs as they happen; goes on after `Last-Event-ID`.', params: PlanParams, query: StreamQuery, result: 'events' }),
  tellPresence: endpoint({ method: 'POST', path: '/plans/:planId/presence', action: 'plan.follow', summary: 'Tell the others where one is.', params: PlanParams, body: PresenceRequest }),

  readTimeline: endpoint({ method: 'GET', path: '/plans/:planId/timeline', action: 'timeline.read', summary: 'Everything that was, is or will be in force, and what was taken back.', params: PlanParams, result: Timeline }),
  activateRevision: endpoint({ method: 'POST', path: '/plans/:planId/timeline', action: 'timeline.write', summary: 'Bring an approved revision into force on a day: past, today or to come.', params: PlanParams, body: Activate, result: Timeline, status: 201 }),
  withdrawActivation: endpoint({ method: 'DELETE', path: '/plans/:planId/timeline/:activationId', action: 'timeline.write', summary: 'Take an activation back; the one before it stays in force.', params: ActivationParams, result: Timeline }),
  readInForce: endpoint({ method: 'GET', path: '/plans/:planId/in-force', action: 'timeline.read', summary: 'What is in force on a day.', params: PlanParams, query: DateQuery, result: InForce }),

  findOwner: endpoint({ method: 'GET', path: '/plans/:planId/owner', action: 'owner.find', summary: 'Who owns a point, a postal code, a city or an account on a day, and why.', params: PlanParams, query: OwnerQuery, result: Owner }),
  searchPlaces: endpoint({ method: 'GET', path: '/plans/:planId/places', action: 'place.search', summary: 'Postal codes, cities and people of a plan by what somebody types.', params: PlanParams, query: PlaceQuery, result: FoundPlaces }),
  readWhy: endpoint({ method: 'GET', path: '/scenarios/:scenarioId/accounts/:accountId/why', action: 'scenario.read', summary: 'Why an account, by its external id, has the owner it has.', params: AccountParams, query: SeqQuery, result: Why }),
  readWhyHere: endpoint({ method: 'GET', path: '/scenarios/:scenarioId/accounts/:accountId/here', action: 'scenario.read', summary: 'Why an account is where it is, whom else it could be with, and what each would then have.', params: AccountParams, query: SeqQuery, result: WhyHere }),
  readPrices: endpoint({ method: 'GET', path: '/scenarios/:scenarioId/prices', action: 'scenario.read', summary: 'What every lock, hold and exception costs in balance; answers when it is worked out.', params: ScenarioParams, query: PriceQuery, result: Prices }),
  readSwing: endpoint({ method: 'GET', path: '/scenarios/:scenarioId/swing', action: 'scenario.read', summary: 'Units whose move to a neighbour changes the plan the least.', params: ScenarioParams, query: SwingQuery, result: SwingUnits }),
  readExceptions: endpoint({ method: 'GET', path: '/scenarios/:scenarioId/exceptions', action: 'scenario.read', summary: 'Accounts apart from their ground: whose they are, why, until when, and what that costs.', params: ScenarioParams, query: LedgerQuery, result: Ledger }),

  readUnits: endpoint({ method: 'GET', path: '/units/:unitsId', action: 'units.read', summary: 'Counts, measures, links and notes of a set of units.', params: UnitsParams, result: Units }),
  readGraph: endpoint({ method: 'GET', path: '/units/:unitsId/graph', action: 'units.read', summary: 'The packed unit graph.', params: UnitsParams, result: 'octets' }),
  readShapes: endpoint({ method: 'GET', path: '/units/:unitsId/shapes', action: 'units.read', summary: 'Outlines of units that are areas of a boundary layer, as TopoJSON for the screen: object `areas`, id of each.', params: UnitsParams, result: 'file', media: 'application/json' }),
  readMeasures: endpoint({ method: 'GET', path: '/units/:unitsId/measures', action: 'units.read', summary: 'Packed measures per unit.', params: UnitsParams, result: 'octets' }),
  readAccounts: endpoint({ method: 'GET', path: '/units/:unitsId/accounts', action: 'units.read', summary: 'Packed accounts: unit, place and measures.', params: UnitsParams, result: 'octets' }),
  readAccountCounts: endpoint({ method: 'GET', path: '/units/:unitsId/accounts/counts', action: 'units.read', summary: 'How many accounts each unit holds, packed.', params: UnitsParams, result: 'octets' }),
  readAccountNames: endpoint({ method: 'GET', path: '/units/:unitsId/accounts/names', action: 'units.read', summary: 'Packed ids, names and today\'s territories of all accounts.', params: UnitsParams, result: 'octets' }),
  listAccounts: endpoint({ method: 'GET', path: '/units/:unitsId/accounts/list', action: 'units.read', summary: 'Accounts with id and name, searched and paged.', params: UnitsParams, query: AccountQuery, result: AccountPage }),

  readScenario: endpoint({ method: 'GET', path: '/scenarios/:scenarioId', action: 'scenario.read', summary: 'The scenario document without its slots.', params: ScenarioParams, result: Scenario }),
  readSlots: endpoint({ method: 'GET', path: '/scenarios/:scenarioId/slots', action: 'scenario.read', summary: 'Slot per unit at one state.', params: ScenarioParams, query: SeqQuery, result: 'octets' }),
  listEdits: endpoint({ method: 'GET', path: '/scenarios/:scenarioId/edits', action: 'scenario.read', summary: 'The history.', params: ScenarioParams, query: EditQuery, result: EditList }),
  appendEdits: endpoint({ method: 'POST', path: '/scenarios/:scenarioId/edits', action: 'scenario.edit', summary: 'Append changes.', params: ScenarioParams, body: AppendEdits, result: Appended, maxBodyBytes: 24 * 1024 * 1024 }),
  undoEdit: endpoint({ method: 'POST', path: '/scenarios/:scenarioId/undo', action: 'scenario.edit', summary: 'Append the inverse of one\'s last change, or of one\'s last undo.', params: ScenarioParams, body: UndoRequest, result: Appended }),
  patchScenario: endpoint({ method: 'PATCH', path: '/scenarios/:scenarioId', action: 'scenario.write', summary: 'Rename, or make it a scratch scenario or none.', params: ScenarioParams, body: PatchScenario, result: Scenario }),
  readColours: endpoint({ method: 'GET', path: '/scenarios/:scenarioId/colours', action: 'scenario.read', summary: 'The colours that territories were given.', params: ScenarioParams, result: Colours }),
  keepColours: endpoint({ method: 'PATCH', path: '/scenarios/:scenarioId/colours', action: 'scenario.write', summary: 'Keep colours that were chosen, where nobody chose others meanwhile.', params: ScenarioParams, body: KeepColours, result: Colours }),
  readHash: endpoint({ method: 'GET', path: '/scenarios/:scenarioId/hash', action: 'scenario.read', summary: 'Hash of the whole document at one state.', params: ScenarioParams, query: SeqQuery, result: StateHash }),
  forkScenario: endpoint({ method: 'POST', path: '/scenarios/:scenarioId/fork', action: 'scenario.write', summary: 'Go on from a state in a scenario of its own.', params: ScenarioParams, body: ForkScenario, result: Scenario, status: 201 }),
  listRevisions: endpoint({ method: 'GET', path: '/scenarios/:scenarioId/revisions', action: 'scenario.read', summary: 'Named states, latest first.', params: ScenarioParams, result: RevisionList }),
  createRevision: endpoint({ method: 'POST', path: '/scenarios/:scenarioId/revisions', action: 'scenario.write', summary: 'Name a state.', params: ScenarioParams, body: CreateRevision, result: Revision, status: 201 }),
  changeStatus: endpoint({ method: 'POST', path: '/scenarios/:scenarioId/status', action: 'scenario.write', summary: 'Submit, return, reopen or archive; submitting pins a revision.', params: ScenarioParams, body: StatusRequest, result: Scenario }),
  approveScenario: endpoint({ method: 'POST', path: '/scenarios/:scenarioId/approve', action: 'scenario.approve', summary: 'Approve what was submitted, and sign its hash.', params: ScenarioParams, body: ApproveRequest, result: Scenario }),
  listSignatures: endpoint({ method: 'GET', path: '/scenarios/:scenarioId/signatures', action: 'scenario.read', summary: 'Every step of its status: who, when, and the hash of what they saw.', params: ScenarioParams, result: SignatureList }),
  compareScenarios: endpoint({ method: 'GET', path: '/scenarios/:scenarioId/compare', action: 'scenario.read', summary: 'Two states side by side: what moves, from whom to whom, and that totals are kept.', params: ScenarioParams, query: CompareQuery, result: Comparison }),
  compareSides: endpoint({ method: 'GET', path: '/plans/:planId/compare', action: 'scenario.read', summary: 'Two to four sides of a plan next to each other: scenarios, what is in force, present owners, an uploaded list; figures, what moves, and that totals are kept.', params: PlanParams, query: SidesQuery, result: SideBySide }),
  readSideSlots: endpoint({ method: 'GET', path: '/plans/:planId/compare/slots', action: 'scenario.read', summary: 'Territory per unit of every side, in the numbers of their comparison, one side after the other.', params: PlanParams, query: SidesQuery, result: 'octets' }),
  mergeScenario: endpoint({ method: 'POST', path: '/scenarios/:scenarioId/merge', action: 'scenario.write', summary: 'Bring what another scenario changed into this one; with `dryRun` only what would happen.', params: ScenarioParams, body: MergeRequest, result: MergeResult, maxBodyBytes: 8 * 1024 * 1024 }),
  listAccountChanges: endpoint({ method: 'GET', path: '/scenarios/:scenarioId/changes', action: 'scenario.read', summary: 'The accounts that change hands against what is in force or another state: from whom to whom, why, and what was decided.', params: ScenarioParams, query: AccountChangesQuery, result: AccountChanges }),
  decideChanges: endpoint({ method: 'POST', path: '/scenarios/:scenarioId/changes/decisions', action: 'scenario.edit', summary: 'Accept or defer changes, or take back what was said of them.', params: ScenarioParams, body: DecideChanges, result: ChangesDecided, maxBodyBytes: 4 * 1024 * 1024 }),
  keepAccounts: endpoint({ method: 'POST', path: '/scenarios/:scenarioId/changes/keep', action: 'scenario.edit', summary: 'Leave accounts with whom they are with, and put the rest right around them; with `dryRun` only what that costs.', params: ScenarioParams, body: KeepAccounts, result: AccountsKept }),
  readBudget: endpoint({ method: 'GET', path: '/plans/:planId/budget', action: 'plan.read', summary: 'How much of the plan may change owner, and every rule there was.', params: PlanParams, result: PlanBudget }),
  setBudget: endpoint({ method: 'PATCH', path: '/plans/:planId/budget', action: 'budget.write', summary: 'Set how much may change owner; null: as much as one likes.', params: PlanParams, body: SetBudget, result: PlanBudget }),
  readGauge: endpoint({ method: 'GET', path: '/scenarios/:scenarioId/budget', action: 'scenario.read', summary: 'How much of the change budget a state has used, and what is left.', params: ScenarioParams, query: SeqQuery, result: BudgetGauge }),
  listBudgetRequests: endpoint({ method: 'GET', path: '/scenarios/:scenarioId/budget/requests', action: 'scenario.read', summary: 'Wishes to go beyond the change budget, decided ones too, newest first.', params: ScenarioParams, result: BudgetRequestList }),
  askBudget: endpoint({ method: 'POST', path: '/scenarios/:scenarioId/budget/requests', action: 'scenario.edit', summary: 'Ask somebody who may approve to go beyond the change budget; the change waits with it. One who may approve grants it to oneself, with a reason.', params: ScenarioParams, body: AskBudget, result: BudgetRequest, status: 201 }),
  decideBudget: endpoint({ method: 'POST', path: '/scenarios/:scenarioId/budget/requests/:requestId/decision', action: 'scenario.approve', summary: 'Grant a wish, which widens the budget by that much and makes the change if it still fits, or decline it.', params: BudgetRequestParams, body: DecideBudget, result: BudgetRequest }),
  listChallenges: endpoint({ method: 'GET', path: '/scenarios/:scenarioId/challenges', action: 'challenge.read', summary: 'Objections to changes, newest first.', params: ScenarioParams, result: ChallengeList }),
  askChallenge: endpoint({ method: 'POST', path: '/scenarios/:scenarioId/challenges', action: 'challenge.write', summary: 'Object to the change of an account\'s hands; with `dryRun` only what leaving it would do.', params: ScenarioParams, body: AskChallenge, result: Challenged }),
  decideChallenge: endpoint({ method: 'POST', path: '/scenarios/:scenarioId/challenges/:challengeId/decision', action: 'challenge.decide', summary: 'Accept an objection, which keeps the account where it is, or refuse it.', params: ChallengeParams, body: DecideChallenge, result: Challenge }),
  readCertificate: endpoint({ method: 'GET', path: '/scenarios/:scenarioId/certificate', action: 'scenario.read', summary: 'An independent judgement of one state.', params: ScenarioParams, query: SeqQuery, result: CertificateResult }),
  readBound: endpoint({ method: 'GET', path: '/scenarios/:scenarioId/bound', action: 'scenario.read', summary: 'How compact any plan around the same centres could be; answers when it is worked out.', params: ScenarioParams, query: SeqQuery, result: BoundResult }),

  solveScenario: endpoint({ method: 'POST', path: '/scenarios/:scenarioId/solve', action: 'scenario.write', summary: 'Start a design.', params: ScenarioParams, body: SolveRequest, result: Job, status: 202, maxBodyBytes: 4 * 1024 * 1024 }),
  checkSolve: endpoint({ method: 'POST', path: '/scenarios/:scenarioId/solve/check', action: 'scenario.write', summary: 'What a design would mean: what may change, whether it can be had, and what would help.', params: ScenarioParams, body: SolveRequest, result: DesignCheck, maxBodyBytes: 4 * 1024 * 1024 }),
  startFrontier: endpoint({ method: 'POST', path: '/scenarios/:scenarioId/frontier', action: 'scenario.write', summary: 'Look for plans to choose from, between balance, shapes and change; a job does it.', params: ScenarioParams, body: SolveRequest, result: Job, status: 202, maxBodyBytes: 4 * 1024 * 1024 }),
  readFrontier: endpoint({ method: 'GET', path: '/scenarios/:scenarioId/frontier', action: 'scenario.read', summary: 'The last job that looked for plans of a scenario.', params: ScenarioParams, result: LastFrontier }),
  readPoint: endpoint({ method: 'GET', path: '/jobs/:jobId/points/:point/slots', action: 'job.read', summary: 'Slots of a plan to choose.', params: PointParams, result: 'octets' }),
  takePoint: endpoint({ method: 'POST', path: '/jobs/:jobId/points/:point/take', action: 'scenario.write', summary: 'Open a plan to choose as a scenario of its own, or take it into this one.', params: PointParams, body: TakePoint, result: Scenario, status: 201 }),

  proposeWhatIf: endpoint({ method: 'POST', path: '/scenarios/:scenarioId/whatif', action: 'scenario.write', summary: 'What if: somebody leaves or comes, territories are split, merged, more or fewer, targets or values change. Proposes the least that puts the plan right; changes nothing.', params: ScenarioParams, body: ProposeWhatIf, result: WhatIfProposal, maxBodyBytes: 4 * 1024 * 1024 }),
  startBatch: endpoint({ method: 'POST', path: '/scenarios/:scenarioId/whatif/batches', action: 'scenario.write', summary: 'A grid of what-ifs, one job for each; changes nothing.', params: ScenarioParams, body: StartBatch, result: WhatIfBatch, status: 202 }),
  lastBatch: endpoint({ method: 'GET', path: '/scenarios/:scenarioId/whatif/batches/last', action: 'scenario.read', summary: 'The grid that was asked for last, with what came of it so far.', params: ScenarioParams, result: LastBatch }),
  followBatch: endpoint({ method: 'GET', path: '/scenarios/:scenarioId/whatif/batches/:batchId/events', action: 'scenario.read', summary: 'How many of a grid have ended, as it happens.', params: BatchParams, result: 'events' }),
  cancelBatch: endpoint({ method: 'POST', path: '/scenarios/:scenarioId/whatif/batches/:batchId/cancel', action: 'scenario.write', summary: 'End what waits or runs of a grid; what is known stays.', params: BatchParams, result: WhatIfBatch }),
  readBatchPoint: endpoint({ method: 'GET', path: '/scenarios/:scenarioId/whatif/batches/:batchId/points/:point', action: 'scenario.read', summary: 'One what-if of a grid, whole.', params: BatchPointParams, result: WhatIfProposal }),
  takeBatchPoint: endpoint({ method: 'POST', path: '/scenarios/:scenarioId/whatif/batches/:batchId/points/:point/take', action: 'scenario.write', summary: 'Open one what-if of a grid as a scenario, as it was computed.', params: BatchPointParams, body: TakeBatchPoint, result: WhatIfTaken, status: 201 }),
  takeWhatIf: endpoint({ method: 'POST', path: '/scenarios/:scenarioId/whatif/take', action: 'scenario.write', summary: 'Take a proposal: into the scenario, as a branch, or as what comes into force on a day.', params: ScenarioParams, body: TakeWhatIf, result: WhatIfTaken, status: 201, maxBodyBytes: 4 * 1024 * 1024 }),

  readJob: endpoint({ method: 'GET', path: '/jobs/:jobId', action: 'job.read', summary: 'State, progress and result of a job.', params: JobParams, result: Job }),
  readJobEvents: endpoint({ method: 'GET', path: '/jobs/:jobId/events', action: 'job.read', summary: 'Progress as it happens, then the end.', params: JobParams, result: 'events' }),
  readJobBest: endpoint({ method: 'GET', path: '/jobs/:jobId/best', action: 'job.read', summary: 'The best slots so far of a running design.', params: JobParams, result: 'octets' }),
  cancelJob: endpoint({ method: 'POST', path: '/jobs/:jobId/cancel', action: 'job.write', summary: 'Stop and keep the best so far, or leave no trace.', params: JobParams, body: CancelRequest, result: Job }),

  exportAccounts: endpoint({ method: 'GET', path: '/scenarios/:scenarioId/exports/accounts.csv', action: 'scenario.export', summary: 'Accounts with their territory.', params: ScenarioParams, query: ExportQuery, result: 'file', media: 'text/csv' }),
  exportUnits: endpoint({ method: 'GET', path: '/scenarios/:scenarioId/exports/units.csv', action: 'scenario.export', summary: 'Units with their territory.', params: ScenarioParams, query: ExportQuery, result: 'file', media: 'text/csv' }),
  exportChanges: endpoint({ method: 'GET', path: '/scenarios/:scenarioId/exports/changes.csv', action: 'scenario.export', summary: 'The accounts that change hands, with cause and decision.', params: ScenarioParams, query: ChangesFileQuery, result: 'file', media: 'text/csv' }),
  exportTerritories: endpoint({ method: 'GET', path: '/scenarios/:scenarioId/exports/territories.geojson', action: 'scenario.export', summary: 'Territories as polygons with their figures.', params: ScenarioParams, query: ExportQuery, result: 'file', media: 'application/geo+json' }),
  exportPlan: endpoint({ method: 'GET', path: '/scenarios/:scenarioId/exports/plan.zip', action: 'scenario.export', summary: 'The plan folder: settings, certificate and all exports.', params: ScenarioParams, query: ExportQuery, result: 'file', media: 'application/zip' }),
  exportFile: endpoint({ method: 'GET', path: '/scenarios/:scenarioId/exports/as/:format', action: 'scenario.export', summary: 'A state of the scenario as a file for GIS, spreadsheets or print; headers tell its plan, state and hash.', params: ExportParams, query: ExportFileQuery, result: 'file', media: 'application/octet-stream' }),
  exportInForce: endpoint({ method: 'GET', path: '/plans/:planId/in-force/exports/:format', action: 'plan.export', summary: 'The same of what is in force on a day: an address that stays while plans come and go.', params: InForceExportParams, query: InForceExportQuery, result: 'file', media: 'application/octet-stream' }),

  listConnections: endpoint({ method: 'GET', path: '/connections', action: 'crm.read', summary: 'Ways into customer systems, and what the administrator allows.', result: ConnectionList }),
  createConnection: endpoint({ method: 'POST', path: '/connections', action: 'crm.write', summary: 'Make a way into a customer system; its credentials are never told again.', body: CreateConnection, result: CrmConnection, status: 201 }),
  deleteConnection: endpoint({ method: 'DELETE', path: '/connections/:connectionId', action: 'crm.write', summary: 'Take a way in away, and forget its credentials.', params: ConnectionParams }),
  tryConnection: endpoint({ method: 'POST', path: '/connections/:connectionId/try', action: 'crm.write', summary: 'Go in and ask whose it is.', params: ConnectionParams, result: ConnectionTried }),
  listTargets: endpoint({ method: 'GET', path: '/plans/:planId/targets', action: 'publish.read', summary: 'Field maps of a plan.', params: PlanParams, result: TargetList }),
  createTarget: endpoint({ method: 'POST', path: '/plans/:planId/targets', action: 'publish.check', summary: 'Save a field map: where the plan is published to, and how it is said there.', params: PlanParams, body: SaveTarget, result: PublishTarget, status: 201, maxBodyBytes: 2 * 1024 * 1024 }),
  patchTarget: endpoint({ method: 'PATCH', path: '/plans/:planId/targets/:targetId', action: 'publish.check', summary: 'Change a field map; what was published with it keeps it as it was.', params: TargetParams, body: SaveTarget, result: PublishTarget, maxBodyBytes: 2 * 1024 * 1024 }),
  deleteTarget: endpoint({ method: 'DELETE', path: '/plans/:planId/targets/:targetId', action: 'publish.check', summary: 'Take a field map away; what was published with it stays.', params: TargetParams }),
  listPublications: endpoint({ method: 'GET', path: '/plans/:planId/publications', action: 'publish.read', summary: 'What was published, newest first, by whom and when.', params: PlanParams, result: PublicationList }),
  checkPublication: endpoint({ method: 'POST', path: '/plans/:planId/publications', action: 'publish.check', summary: 'Dry run: what would be written, against the customer system as it is at this minute or as given; a job does it.', params: PlanParams, body: CheckPublication, result: Publication, status: 202, maxBodyBytes: 2 * 1024 * 1024 }),
  readPublication: endpoint({ method: 'GET', path: '/publications/:publicationId', action: 'publish.read', summary: 'Steps, problems and report of a publication.', params: PublicationParams, result: Publication }),
  readPublicationRows: endpoint({ method: 'GET', path: '/publications/:publicationId/rows', action: 'publish.read', summary: 'Rows of a step: what is to be, what was, what came of it.', params: PublicationParams, query: PublicationRowQuery, result: PublicationRows }),
  readPublicationFiles: endpoint({ method: 'GET', path: '/publications/:publicationId/files.zip', action: 'publish.read', summary: 'The files to load, in their order, with plan, revision and hash.', params: PublicationParams, result: 'file', media: 'application/zip' }),
  readRollbackFiles: endpoint({ method: 'GET', path: '/publications/:publicationId/rollback.zip', action: 'publish.read', summary: 'The files that take back what was written.', params: PublicationParams, result: 'file', media: 'application/zip' }),
  confirmPublication: endpoint({ method: 'POST', path: '/publications/:publicationId/confirm', action: 'publish.write', summary: 'Write what the dry run said; a job does it, and writes nothing where the system has changed since.', params: PublicationParams, result: Publication, status: 202 }),
  rollBackPublication: endpoint({ method: 'POST', path: '/publications/:publicationId/rollback', action: 'publish.write', summary: 'Take back what was written; a job does it.', params: PublicationParams, result: Publication, status: 202 }),
} as const;

export type EndpointName = keyof typeof endpoints;
