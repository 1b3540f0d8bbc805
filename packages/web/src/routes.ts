/** Addresses of the application. The query string holds view state: selection and camera; of a comparison its sides, what the map shows, and between which two. */
export const routes = {
  start: '/',
  signIn: '/sign-in',
  link: '/link',
  account: '/account',
  members: '/members',
  plans: '/plans',
  plan: (planId: string): string => `/plans/${planId}`,
  scenario: (planId: string, scenarioId: string): string => `/plans/${planId}/scenarios/${scenarioId}`,
  /** Without `a` it is compared with what is in force, else with present owners. */
  compare: (planId: string, { a, b }: { a: string | null; b: string }): string => `/plans/${planId}/compare?sides=${a === null ? '' : `${a},`}${b}`,
  /** A comparison with all that its address can say. */
  compareView: (planId: string, query: string): string => `/plans/${planId}/compare?${query}`,
  /** Accounts that change hands in a scenario, against what is in force or a base. */
  changes: (planId: string, scenarioId: string, base: string | null = null): string => `/plans/${planId}/changes?of=${scenarioId}${base === null ? '' : `&base=${base}`}`,
  /** Where a plan goes to customer systems. */
  publish: (planId: string): string => `/plans/${planId}/publish`,
  import: '/import',
  /** Lists that come in: of the organisation, or of one plan. */
  data: (planId: string | null = null): string => (planId === null ? '/data' : `/plans/${planId}/data`),
  /** Imports one: its file, or once that is read its columns. */
  dataImport: (planId: string | null, datasetId: string | null = null): string => `/data/new${datasetId === null ? '' : `/${datasetId}`}${planId === null ? '' : `?plan=${planId}`}`,
  dataImported: (importId: string): string => `/data/imports/${importId}`,
  importOf: (datasetId: string): string => `/import/${datasetId}`,
} as const;

/** Patterns that the router matches. */
export const patterns = {
  plan: '/plans/:planId',
  scenario: '/plans/:planId/scenarios/:scenarioId',
  compare: '/plans/:planId/compare',
  changes: '/plans/:planId/changes',
  publish: '/plans/:planId/publish',
  importOf: '/import/:datasetId',
  data: '/data',
  planData: '/plans/:planId/data',
  dataImport: '/data/new/:datasetId?',
  dataImported: '/data/imports/:importId',
} as const;
