import { endpoints } from '../../contract/endpoints.ts';
import type { Bind } from '../http/bind.ts';
import type { WhatIfs } from './service.ts';

export function whatIfRoutes(bind: Bind, whatIfs: WhatIfs): void {
  bind(endpoints.proposeWhatIf, ({ actor, params, body }) => whatIfs.propose(actor, params.scenarioId, body));
  bind(endpoints.takeWhatIf, ({ actor, params, body }) => whatIfs.take(actor, params.scenarioId, body));
}
