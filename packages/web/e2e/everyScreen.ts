import { endpoints, pathOf } from '@hexalign/api/contract';
import { routes, type patterns } from '../src/routes.ts';
import type { SmallPlan } from './colorado.ts';
import { PEOPLE, take } from './people.ts';
import type { TestServer } from './server.ts';

/** Addresses of their own, beside those with a part that varies. */
type Fixed = { [K in keyof typeof routes]: (typeof routes)[K] extends string ? K : never }[keyof typeof routes];

/** A screen by the name of its route: a route that is not visited does not compile. */
export type Screens = Readonly<Record<Fixed | keyof typeof patterns | 'nowhere', { readonly path: string; /** Seen by somebody who is not signed in. */ readonly outside?: true; /** Leads on to one of the others at once. */ readonly leadsOn?: true }>>;

/**
 * Every screen of the application, by the small plan. What a screen needs to have something on it is made first: a list that was read and
 * judged, the plan in force, a scenario beside it that moves accounts with an objection to it, and people.
 */
export async function everyScreen(server: TestServer, plan: SmallPlan): Promise<Screens> {
  const { planId, scenarioId } = plan;
  const headers = { cookie: server.cookie, origin: server.address, 'content-type': 'text/csv' };
  const file = 'id,name,lat,lng,revenue\nA0,Shop 0 renamed,38.5,-105,9999\nA1,Shop 1,,,-5\n';
  const { id: datasetId } = (await (await fetch(`${server.address}${pathOf(endpoints.uploadDataset, {}, { filename: 'accounts-may.csv' })}`, { method: 'POST', headers, body: file })).json()) as { id: string };
  const made = (await server.api('POST', '/imports', { datasetId, kind: 'accounts', planId })) as { id: string };
  const { id: fork } = (await server.api('POST', `/scenarios/${scenarioId}/fork`, { name: 'Fork' })) as { id: string };
  const slots = await plan.slots(fork);
  await plan.move(fork, [...slots.keys()].filter((u) => slots[u] === 0).slice(0, 3), 1);
  // Today's territories are in force: against them the fork moves accounts, and somebody objects to one of them.
  const { id: force, seq } = (await server.api('POST', `/scenarios/${scenarioId}/fork`, { name: 'In force' })) as { id: string; seq: number };
  await server.api('POST', `/scenarios/${force}/status`, { action: 'submit' });
  await server.api('POST', `/scenarios/${force}/approve`, { seq });
  await server.api('POST', `/plans/${planId}/timeline`, { scenarioId: force, from: '2026-01-01' });
  const { changes } = (await server.api('GET', `/scenarios/${fork}/changes`)) as { changes: { account: { id: string } }[] };
  await server.api('POST', `/scenarios/${fork}/challenges`, { account: changes[1].account.id, reason: 'too far' });
  await take(server, PEOPLE, 'people');
  return {
    start: { path: routes.start, leadsOn: true },
    signIn: { path: routes.signIn, outside: true },
    link: { path: `${routes.link}#${'a'.repeat(43)}`, outside: true },
    account: { path: routes.account },
    members: { path: routes.members },
    plans: { path: routes.plans },
    plan: { path: routes.plan(planId), leadsOn: true },
    compare: { path: routes.compare(planId, { a: scenarioId, b: fork }) },
    changes: { path: routes.changes(planId, fork) },
    publish: { path: routes.publish(planId) },
    import: { path: routes.import },
    importOf: { path: routes.importOf(datasetId) },
    data: { path: routes.data() },
    planData: { path: routes.data(planId) },
    dataImport: { path: routes.dataImport(planId, datasetId) },
    dataImported: { path: routes.dataImported(made.id) },
    nowhere: { path: '/nowhere' },
    // Last, as the workspace stays open for what is on it.
    scenario: { path: routes.scenario(planId, scenarioId) },
  };
}
