import { endpoints } from '../../contract/endpoints.ts';
import type { Bind } from '../http/bind.ts';
import type { Challenges } from './service.ts';

export function challengeRoutes(bind: Bind, challenges: Challenges): void {
  bind(endpoints.readOwnChanges, async ({ actor }) => ({ changes: await challenges.own(actor) }));
  bind(endpoints.listChallenges, async ({ actor, params }) => ({ challenges: await challenges.list(actor, params.scenarioId) }));
  bind(endpoints.askChallenge, ({ actor, params, body }) => challenges.ask(actor, params.scenarioId, body));
  bind(endpoints.decideChallenge, ({ actor, params, body }) => challenges.decide(actor, params.scenarioId, params.challengeId, body));
}
