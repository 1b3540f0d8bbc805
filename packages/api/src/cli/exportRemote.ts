import type { Endpoint, ResultOf } from '../../contract/endpoint.ts';
import { endpoints } from '../../contract/endpoints.ts';
import type { ExportFormat } from '../../contract/exports.ts';
import type { ExportOptions } from './exportOptions.ts';
import { serverCall, type Asked } from './serverCall.ts';
import { wrongOption as wrong } from './wrongOption.ts';

/**
 * Files of a plan at a server: a scenario, one of its revisions, or what is in force on a day.
 *
 * @throws InputError when there is no such plan, scenario or revision, or the server refuses
 */
export async function* exportRemote({ plan, formats, paper, layer, date, peopleBlind, server }: ExportOptions): AsyncGenerator<{ readonly format: ExportFormat; readonly bytes: Uint8Array; readonly filename: string }> {
  const { address, key, scenario, revision, inForce } = server!;
  const call = async <E extends Endpoint>(endpoint: E, asked?: Asked<E>): Promise<ResultOf<E>> => (await serverCall(address, key, endpoint, asked)).json() as Promise<ResultOf<E>>;
  const found = only('the plan', plan, (await call(endpoints.listPlans)).plans);
  const what = { paper, ...(layer === null ? {} : { layer }) };
  const get = await (async (): Promise<(format: ExportFormat) => Promise<Response>> => {
    if (inForce) return (format) => serverCall(address, key, endpoints.exportInForce, { params: { planId: found.id, format }, query: { ...what, ...(date === null ? {} : { date }) }, peopleBlind });
    const scenarioId = scenario === null ? found.scenarioId : only('--scenario', scenario, (await call(endpoints.readPlan, { params: { planId: found.id } })).scenarios).id;
    if (scenarioId === null) throw wrong('the plan', 'one that is built', plan, 'Wait until it is.');
    const { revisions } = revision === null ? { revisions: [] } : await call(endpoints.listRevisions, { params: { scenarioId } });
    const revisionId = revisions.find(({ number }) => number === revision)?.id;
    if (revision !== null && revisionId === undefined) throw wrong('--revision', revisions.length === 0 ? 'none: the scenario has no revisions' : `one of ${revisions.map(({ number }) => number).join(', ')}`, String(revision), 'See the versions of the scenario.');
    return (format) => serverCall(address, key, endpoints.exportFile, { params: { scenarioId, format }, query: { ...what, ...(revisionId === undefined ? {} : { revisionId }) }, peopleBlind });
  })();
  for (const format of formats) {
    const response = await get(format);
    const filename = /filename="?([^";]+)"?/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? format;
    yield { format, bytes: new Uint8Array(await response.arrayBuffer()), filename };
  }
}

/** The one with an id or a name. */
function only<T extends { readonly id: string; readonly name: string }>(where: string, asked: string, all: readonly T[]): T {
  const fits = all.filter(({ id, name }) => id === asked || name === asked);
  const exact = fits.find(({ id }) => id === asked);
  if (exact !== undefined) return exact;
  if (fits.length !== 1) throw wrong(where, fits.length === 0 ? `an id, or one of ${all.map(({ name }) => name).slice(0, 20).join(', ')}` : 'an id, since several are called so', asked, `Their ids are ${(fits.length === 0 ? all : fits).map(({ id }) => id).slice(0, 20).join(', ') || 'none'}.`);
  return fits[0];
}
