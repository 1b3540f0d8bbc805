import { endpoints } from '../../contract/endpoints.ts';
import type { Datasets } from '../datasets/service.ts';
import type { Bind } from '../http/bind.ts';
import { importDemo } from './demo.ts';
import type { Plans } from './service.ts';

export function planRoutes(bind: Bind, plans: Plans, datasets: Datasets): void {
  bind(endpoints.listPlans, async ({ actor, query }) => ({ plans: await plans.list(actor, query.state) }));
  bind(endpoints.createPlan, ({ actor, body }) => plans.create(actor, body));
  bind(endpoints.createDemo, ({ actor }) => importDemo(actor, datasets, plans));
  bind(endpoints.readPlan, ({ actor, params }) => plans.read(actor, params.planId));
  bind(endpoints.patchPlan, ({ actor, params, body }) => plans.patch(actor, params.planId, body));
  bind(endpoints.hidePlanPeople, ({ actor, params, body }) => plans.hidePeople(actor, params.planId, body.hidden));
  bind(endpoints.duplicatePlan, ({ actor, params, body }) => plans.duplicate(actor, params.planId, body.name));
  bind(endpoints.deletePlan, ({ actor, params }) => plans.remove(actor, params.planId));
  bind(endpoints.restorePlan, ({ actor, params }) => plans.restore(actor, params.planId));
}
