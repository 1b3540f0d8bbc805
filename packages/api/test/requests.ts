import { randomUUID } from 'node:crypto';
import type { EndpointName } from '../contract/index.ts';
import { mapping, planOf } from './accountsFile.ts';

/** Ids of everything an address or a body may name, by the name it has there. */
export type Ids = Readonly<Record<string, string>>;

/** Parameters that name no row of an organisation. */
export const WORDS: Ids = { name: 'accounts', layer: 'world', kind: 'accounts', accountId: 'A00001', point: '0', format: 'geojson', z: '0', x: '0', y: '0' };

export const CONNECTION = { name: 'CRM', crm: 'salesforce' as const, address: 'https://example.my.salesforce.com', credentials: { kind: 'stored' as const, clientId: 'a', clientSecret: 'b' } };
export const POSITIONS = ['T01', 'T02', 'T03', 'T04', 'T05'];

export const SCHEDULE = { name: 'Owners', source: { kind: 'url' as const, url: 'https://files.example.com/owners.csv' }, kind: 'owners' as const, at: '02:00' };

/** A body that would be taken, were the ids right. */
export const bodies: Partial<Record<EndpointName, (ids: Ids) => unknown>> = {
  switchOrganisation: ({ organisationId }) => ({ organisationId }),
  createPlan: ({ datasetId }) => planOf(datasetId),
  patchMember: () => ({ scope: { role: 'viewer' } }),
  checkDataset: () => ({ mapping }),
  startImport: ({ datasetId, planId }) => ({ datasetId, planId, kind: 'owners' }),
  createHook: () => ({ name: 'x', url: 'https://files.example.com/x', events: ['plan.activated'] }),
  patchHook: () => ({ enabled: false }),
  createSchedule: ({ planId }) => ({ ...SCHEDULE, planId }),
  patchSchedule: () => ({ enabled: false }),
  proposeCovers: ({ scenarioId }) => ({ scenarioId, on: '2026-01-01' }),
  setCovers: () => ({ covers: [{ territory: 'T01', person: null, from: '2026-01-01' }] }),
  patchPlan: () => ({ name: 'x' }),
  hidePlanPeople: () => ({ hidden: false }),
  duplicatePlan: () => ({}),
  tellPresence: () => ({ client: randomUUID() }),
  activateRevision: ({ scenarioId, revisionId }) => ({ scenarioId, revisionId, from: '2026-01-01' }),
  appendEdits: () => ({ baseSeq: 0, edits: [{ type: 'lock', slot: 0, from: false, to: true }] }),
  undoEdit: () => ({ baseSeq: 0, direction: 'undo' }),
  patchScenario: () => ({ name: 'x' }),
  keepColours: () => ({ changes: [{ slot: 0, from: null, to: 1 }] }),
  forkScenario: () => ({ name: 'x' }),
  createRevision: () => ({ name: 'x' }),
  changeStatus: () => ({ action: 'submit' }),
  approveScenario: () => ({ seq: 0 }),
  mergeScenario: ({ from }) => ({ from }),
  decideChanges: ({ base }) => ({ base, accounts: ['A00001'], decision: 'accept' }),
  askChallenge: () => ({ account: 'A00001', reason: 'x' }),
  decideChallenge: () => ({ accept: false, reason: 'x' }),
  keepAccounts: ({ base }) => ({ base, accounts: ['A00001'], reason: 'x' }),
  solveScenario: () => ({}),
  checkSolve: () => ({}),
  startFrontier: () => ({}),
  takePoint: () => ({ into: 'fork' }),
  proposeWhatIf: () => ({ playbooks: [{ kind: 'rebalance' }] }),
  takeWhatIf: () => ({ playbooks: [{ kind: 'rebalance' }], baseSeq: 0, assignmentHash: 'x', into: 'branch' }),
  createTarget: ({ connectionId }) => ({ name: 'x', connectionId, map: { crm: 'salesforce' } }),
  patchTarget: ({ connectionId }) => ({ name: 'x', connectionId, map: { crm: 'salesforce' } }),
  createConnection: () => CONNECTION,
  checkPublication: ({ targetId, revisionId, datasetId }) => ({ targetId, revisionId, vacant: POSITIONS, present: [{ table: 'Territory2', datasetId }] }),
  cancelJob: () => ({ keep: false }),
};
/** And a query. */
export const queries: Partial<Record<EndpointName, (ids: Ids) => Record<string, unknown>>> = {
  compareScenarios: ({ with: other }) => ({ with: other }),
  compareSides: ({ scenarioId }) => ({ sides: `${scenarioId},${scenarioId}` }),
  readSideSlots: ({ scenarioId }) => ({ sides: `${scenarioId},${scenarioId}` }),
  listAccountChanges: ({ base }) => ({ base }),
  exportChanges: ({ base }) => ({ base }),
  followPlan: ({ scenarioId }) => ({ scenarioId }),
  readLayer: () => ({ layer: 'world' }),
  readPublicationRows: () => ({ step: '01-territory2type' }),
  exportFile: ({ revisionId }) => ({ revisionId }),
  searchPlaces: () => ({ q: '80202' }),
};
