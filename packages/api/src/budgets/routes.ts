import { endpoints } from '../../contract/endpoints.ts';
import type { Bind } from '../http/bind.ts';
import type { BudgetRequests } from './requests.ts';
import type { Budgets } from './service.ts';

export function budgetRoutes(bind: Bind, budgets: Budgets, requests: BudgetRequests): void {
  bind(endpoints.readBudget, ({ actor, params }) => budgets.read(actor, params.planId));
  bind(endpoints.setBudget, ({ actor, params, body }) => budgets.set(actor, params.planId, body.rule));
  bind(endpoints.readGauge, ({ actor, params, query }) => budgets.gauge(actor, params.scenarioId, query.seq));
  bind(endpoints.listBudgetRequests, async ({ actor, params }) => ({ requests: await requests.list(actor, params.scenarioId) }));
  bind(endpoints.askBudget, ({ actor, params, body }) => requests.ask(actor, params.scenarioId, body));
  bind(endpoints.decideBudget, ({ actor, params, body }) => requests.decide(actor, params.scenarioId, params.requestId, body));
}
