import { endpoints } from '../../contract/endpoints.ts';
import { packSlots } from '../../contract/wire.ts';
import type { Bind } from '../http/bind.ts';
import type { Bounds } from './bounds.ts';
import type { Certificates } from './certificates.ts';
import type { Scenarios } from './service.ts';

export function scenarioRoutes(bind: Bind, scenarios: Scenarios, certificates: Certificates, bounds: Bounds): void {
  bind(endpoints.readScenario, ({ actor, params }) => scenarios.read(actor, params.scenarioId));
  bind(endpoints.readSlots, async ({ actor, params, query }) => {
    const { state: { doc, seq } } = await scenarios.open(actor.workspaceId, params.scenarioId, query.seq);
    return { bytes: packSlots(doc.slots), immutable: query.seq !== undefined, headers: { 'x-seq': String(seq) } };
  });
  bind(endpoints.listEdits, ({ actor, params, query }) => scenarios.entries(actor, params.scenarioId, { ...query, bodies: query.bodies === 'yes' }));
  bind(endpoints.appendEdits, ({ actor, params, body }) => scenarios.append(actor, params.scenarioId, body.baseSeq, body.edits));
  bind(endpoints.undoEdit, ({ actor, params, body }) => scenarios.undo(actor, params.scenarioId, body.baseSeq, body.direction));
  bind(endpoints.readCertificate, ({ actor, params, query }) => certificates.read(actor, params.scenarioId, query.seq));
  bind(endpoints.readBound, ({ actor, params, query, response }) => {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    return bounds.read(actor, params.scenarioId, query.seq, gone.signal);
  });
}
