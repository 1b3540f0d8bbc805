/** Addresses of the application. The query string holds view state: selection and camera. */
export const routes = {
  start: '/',
  signIn: '/sign-in',
  link: '/link',
  account: '/account',
  members: '/members',
  plans: '/plans',
  plan: (planId: string): string => `/plans/${planId}`,
  scenario: (planId: string, scenarioId: string): string => `/plans/${planId}/scenarios/${scenarioId}`,
  import: '/import',
  importOf: (datasetId: string): string => `/import/${datasetId}`,
} as const;

/** Patterns that the router matches. */
export const patterns = {
  plan: '/plans/:planId',
  scenario: '/plans/:planId/scenarios/:scenarioId',
  importOf: '/import/:datasetId',
} as const;
