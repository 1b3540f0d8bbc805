import { endpoints } from '../../contract/endpoints.ts';
import { packSlots } from '../../contract/wire.ts';
import type { Bind } from '../http/bind.ts';
import { whenClosed } from '../http/whenClosed.ts';
import type { Bounds } from './bounds.ts';
import type { Certificates } from './certificates.ts';
import type { ScenarioColours } from './colours.ts';
import type { Comparing } from './comparing.ts';
import { editsAsMeant } from './editsAsMeant.ts';
import type { Merging } from './merging.ts';
import type { Revisions } from './revisions.ts';
import type { Scenarios } from './service.ts';

export function scenarioRoutes(bind: Bind, scenarios: Scenarios, { revisions, comparing, merging, colours }: { readonly revisions: Revisions; readonly comparing: Comparing; readonly merging: Merging; readonly colours: ScenarioColours }, certificates: Certificates, bounds: Bounds): void {
  bind(endpoints.readScenario, ({ actor, params }) => scenarios.read(actor, params.scenarioId));
  bind(endpoints.readSlots, async ({ actor, params, query }) => {
    const { state: { doc, seq } } = await scenarios.open(actor.workspaceId, params.scenarioId, query.seq);
    return { bytes: packSlots(doc.slots), immutable: query.seq !== undefined, headers: { 'x-seq': String(seq) } };
  });
  bind(endpoints.listEdits, ({ actor, params, query }) => scenarios.entries(actor, params.scenarioId, { ...query, bodies: query.bodies === 'yes' }));
  bind(endpoints.appendEdits, async ({ actor, params, body }) => {
    const edits = actor.veil === undefined ? body.edits : editsAsMeant((await scenarios.open(actor.workspaceId, params.scenarioId, body.baseSeq)).state, body.edits, actor.veil);
    return scenarios.append(actor, params.scenarioId, body.baseSeq, edits, body.cause, body.sent);
  });
  bind(endpoints.undoEdit, ({ actor, params, body }) => scenarios.undo(actor, params.scenarioId, body.baseSeq, body.direction, body.over));
  bind(endpoints.patchScenario, ({ actor, params, body }) => scenarios.patch(actor, params.scenarioId, body));
  bind(endpoints.readColours, ({ actor, params }) => colours.read(actor, params.scenarioId));
  bind(endpoints.keepColours, ({ actor, params, body }) => colours.keep(actor, params.scenarioId, body.changes));
  bind(endpoints.readHash, ({ actor, params, query }) => scenarios.hash(actor, params.scenarioId, query.seq));
  bind(endpoints.forkScenario, ({ actor, params, body }) => revisions.fork(actor, params.scenarioId, body));
  bind(endpoints.listRevisions, async ({ actor, params }) => ({ revisions: await revisions.list(actor, params.scenarioId) }));
  bind(endpoints.createRevision, ({ actor, params, body }) => revisions.create(actor, params.scenarioId, body));
  bind(endpoints.changeStatus, ({ actor, params, body }) => revisions.step(actor, params.scenarioId, body));
  bind(endpoints.approveScenario, ({ actor, params, body }) => revisions.step(actor, params.scenarioId, { ...body, action: 'approve' }));
  bind(endpoints.listSignatures, async ({ actor, params }) => ({ signatures: await revisions.signatures(actor, params.scenarioId) }));
  bind(endpoints.compareScenarios, ({ actor, params, query }) => comparing.compare(actor, params.scenarioId, query));
  bind(endpoints.mergeScenario, ({ actor, params, body }) => merging.merge(actor, params.scenarioId, body));
  bind(endpoints.readCertificate, ({ actor, params, query }) => certificates.read(actor, params.scenarioId, query.seq));
  bind(endpoints.readBound, ({ actor, params, query, response }) => {
    const gone = new AbortController();
    whenClosed(response, () => gone.abort());
    return bounds.read(actor, params.scenarioId, query.seq, gone.signal);
  });
}
