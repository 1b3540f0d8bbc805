import { endpoints } from '../../contract/endpoints.ts';
import type { Bind } from '../http/bind.ts';
import type { Publishing } from './service.ts';

export function crmRoutes(bind: Bind, publishing: Publishing): void {
  const { connections } = publishing;
  bind(endpoints.listConnections, ({ actor }) => connections.list(actor));
  bind(endpoints.createConnection, ({ actor, body }) => connections.create(actor, body));
  bind(endpoints.deleteConnection, ({ actor, params }) => connections.remove(actor, params.connectionId));
  bind(endpoints.tryConnection, ({ actor, params }) => connections.tryOut(actor, params.connectionId));
  bind(endpoints.listTargets, async ({ actor, params }) => ({ targets: await publishing.targets(actor, params.planId) }));
  bind(endpoints.createTarget, ({ actor, params, body }) => publishing.saveTarget(actor, params.planId, null, body));
  bind(endpoints.patchTarget, ({ actor, params, body }) => publishing.saveTarget(actor, params.planId, params.targetId, body));
  bind(endpoints.deleteTarget, ({ actor, params }) => publishing.removeTarget(actor, params.planId, params.targetId));
  bind(endpoints.listPublications, async ({ actor, params }) => ({ publications: await publishing.list(actor, params.planId) }));
  bind(endpoints.checkPublication, ({ actor, params, body }) => publishing.check(actor, params.planId, body));
  bind(endpoints.readPublication, ({ actor, params }) => publishing.read(actor, params.publicationId));
  bind(endpoints.readPublicationRows, ({ actor, params, query }) => publishing.rows(actor, params.publicationId, query));
  bind(endpoints.readPublicationFiles, ({ actor, params }) => publishing.files(actor, params.publicationId));
  bind(endpoints.readRollbackFiles, ({ actor, params }) => publishing.rollbackFiles(actor, params.publicationId));
  bind(endpoints.confirmPublication, ({ actor, params }) => publishing.confirm(actor, params.publicationId));
  bind(endpoints.rollBackPublication, ({ actor, params }) => publishing.rollBack(actor, params.publicationId));
}
