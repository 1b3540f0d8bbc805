import { endpoints } from '../../contract/endpoints.ts';
import type { Bind } from '../http/bind.ts';
import type { Hooks } from './service.ts';

export function hookRoutes(bind: Bind, hooks: Hooks): void {
  bind(endpoints.listHooks, ({ actor }) => hooks.list(actor));
  bind(endpoints.createHook, ({ actor, body }) => hooks.create(actor, body));
  bind(endpoints.patchHook, ({ actor, params, body }) => hooks.enable(actor, params.hookId, body.enabled));
  bind(endpoints.deleteHook, ({ actor, params }) => hooks.remove(actor, params.hookId));
  bind(endpoints.pingHook, ({ actor, params }) => hooks.ping(actor, params.hookId));
}
