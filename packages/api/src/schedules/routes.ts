import { endpoints } from '../../contract/endpoints.ts';
import type { Bind } from '../http/bind.ts';
import type { Schedules } from './service.ts';

export function scheduleRoutes(bind: Bind, schedules: Schedules): void {
  bind(endpoints.listSchedules, ({ actor }) => schedules.list(actor));
  bind(endpoints.createSchedule, ({ actor, body }) => schedules.create(actor, body));
  bind(endpoints.patchSchedule, ({ actor, params, body }) => schedules.enable(actor, params.scheduleId, body.enabled));
  bind(endpoints.deleteSchedule, ({ actor, params }) => schedules.remove(actor, params.scheduleId));
  bind(endpoints.runSchedule, ({ actor, params }) => schedules.run(actor, params.scheduleId));
}
