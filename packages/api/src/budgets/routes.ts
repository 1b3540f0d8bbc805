import { endpoints } from '../../contract/endpoints.ts';
import type { Bind } from '../http/bind.ts';
import { editsAsMeant } from '../scenarios/editsAsMeant.ts';
import type { Scenarios } from '../scenarios/service.ts';
import type { BudgetRequests } from './requests.ts';
import type { Budgets } from './service.ts';

export function budgetRoutes(bind: Bind, budgets: Budgets, requests: BudgetRequests, scenarios: Pick<Scenarios, 'open'>): void {
  bind(endpoints.readBudget, ({ actor, params }) => budgets.read(actor, params.planId));
  bind(endpoints.setBudget, ({ actor, params, body }) => budgets.set(actor, params.planId, body.rule));
  bind(endpoints.readGauge, ({ actor, params, query }) => budgets.gauge(actor, params.scenarioId, query.seq));
  bind(endpoints.listBudgetRequests, async ({ actor, params }) => ({ requests: await requests.list(actor, params.scenarioId) }));
  bind(endpoints.askBudget, async ({ actor, params, body }) => {
    if (actor.veil === undefined || body.edits === undefined) return requests.ask(actor, params.scenarioId, body);
    return requests.ask(actor, params.scenarioId, { ...body, edits: editsAsMeant((await scenarios.open(actor.workspaceId, params.scenarioId, body.baseSeq)).state, body.edits, actor.veil) });
  });
  bind(endpoints.decideBudget, ({ actor, params, body }) => requests.decide(actor, params.scenarioId, params.requestId, body));
}
