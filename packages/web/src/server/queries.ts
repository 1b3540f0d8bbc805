import { endpoints, type Mapping, type ResultOf } from '@hexalign/api/contract';
import { QueryClient, queryOptions } from '@tanstack/react-query';
import { ApiError } from './ApiError.ts';
import { call } from './call.ts';

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      // A server that is down comes back; an answer it gave will not change by asking again.
      retry: (count, error) => error instanceof ApiError && error.code === 'network' && count < 2,
      retryDelay: (count) => 500 * 2 ** count,
    },
  },
});

export type PlanState = 'active' | 'archived' | 'deleted';

export const queries = {
  session: () => queryOptions({ queryKey: ['session'], queryFn: ({ signal }) => call(endpoints.readSession, { signal }) }),
  workspace: () => queryOptions({ queryKey: ['workspace'], queryFn: ({ signal }) => call(endpoints.readWorkspace, { signal }) }),
  sessions: () => queryOptions({ queryKey: ['sessions'], queryFn: ({ signal }) => call(endpoints.listSessions, { signal }) }),
  keys: () => queryOptions({ queryKey: ['keys'], queryFn: ({ signal }) => call(endpoints.listKeys, { signal }) }),
  /** What is on its way may have arrived. */
  hooks: () => queryOptions({ queryKey: ['hooks'], refetchInterval: 5_000, queryFn: ({ signal }) => call(endpoints.listHooks, { signal }) }),
  members: () => queryOptions({ queryKey: ['members'], queryFn: ({ signal }) => call(endpoints.listMembers, { signal }) }),
  invitations: () => queryOptions({ queryKey: ['invitations'], queryFn: ({ signal }) => call(endpoints.listInvitations, { signal }) }),
  sources: () => queryOptions({ queryKey: ['sources'], staleTime: Infinity, queryFn: ({ signal }) => call(endpoints.readSources, { signal }) }),
  plans: (state: PlanState) =>
    queryOptions({
      queryKey: ['plans', state],
      queryFn: ({ signal }): Promise<ResultOf<typeof endpoints.listPlans>> => call(endpoints.listPlans, { query: { state }, signal }),
      refetchInterval: (query) => (query.state.data?.plans.some((plan) => plan.status === 'building') ? 1500 : false),
    }),
  plan: (planId: string) => queryOptions({ queryKey: ['plan', planId], queryFn: ({ signal }) => call(endpoints.readPlan, { params: { planId }, signal }) }),
  scenario: (scenarioId: string) =>
    queryOptions({ queryKey: ['scenario', scenarioId], staleTime: 0, queryFn: ({ signal }) => call(endpoints.readScenario, { params: { scenarioId }, signal }) }),
  /** Told anew by the plan's stream when they change. */
  colours: (scenarioId: string) => queryOptions({ queryKey: ['colours', scenarioId], staleTime: Infinity, queryFn: ({ signal }) => call(endpoints.readColours, { params: { scenarioId }, signal }) }),
  certificate: (scenarioId: string, seq: number) =>
    queryOptions({
      queryKey: ['certificate', scenarioId, seq],
      staleTime: Infinity,
      queryFn: ({ signal }) => call(endpoints.readCertificate, { params: { scenarioId }, query: { seq }, signal }),
    }),
  bound: (scenarioId: string, seq: number) =>
    queryOptions({
      queryKey: ['bound', scenarioId, seq],
      staleTime: Infinity,
      queryFn: ({ signal }) => call(endpoints.readBound, { params: { scenarioId }, query: { seq }, signal }),
    }),
  revisions: (scenarioId: string) => queryOptions({ queryKey: ['revisions', scenarioId], staleTime: 0, queryFn: ({ signal }) => call(endpoints.listRevisions, { params: { scenarioId }, signal }) }),
  signatures: (scenarioId: string) => queryOptions({ queryKey: ['signatures', scenarioId], staleTime: 0, queryFn: ({ signal }) => call(endpoints.listSignatures, { params: { scenarioId }, signal }) }),
  timeline: (planId: string) => queryOptions({ queryKey: ['timeline', planId], staleTime: 0, queryFn: ({ signal }) => call(endpoints.readTimeline, { params: { planId }, signal }) }),
  inForce: (planId: string, date: string) => queryOptions({ queryKey: ['timeline', planId, date], staleTime: 0, queryFn: ({ signal }) => call(endpoints.readInForce, { params: { planId }, query: { date }, signal }) }),
  regions: () => queryOptions({ queryKey: ['regions'], staleTime: Infinity, queryFn: ({ signal }) => call(endpoints.listRegions, { signal }) }),
  check: (datasetId: string, mapping: Mapping | null, region: string | null) =>
    queryOptions({
      queryKey: ['check', datasetId, mapping, region],
      staleTime: Infinity,
      queryFn: ({ signal }) => call(endpoints.checkDataset, { params: { datasetId }, body: { mapping: mapping as Mapping, region }, signal }),
    }),
  dataset: (datasetId: string) =>
    queryOptions({ queryKey: ['dataset', datasetId], staleTime: Infinity, queryFn: ({ signal }) => call(endpoints.readDataset, { params: { datasetId }, signal }) }),
};
