import { openAsBlob } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathOf, type BodyOf, type Endpoint, type ParamsOf, type QueryOf, type ResultOf } from '../../contract/endpoint.ts';
import { endpoints } from '../../contract/endpoints.ts';
import type { Problem } from '../../contract/errors.ts';
import type { Import } from '../../contract/imports.ts';
import { InputError } from '../datasets/inputError.ts';
import type { ImportDesk } from './importDesk.ts';
import type { ProgressLine } from './progressLine.ts';

const LOOK_EVERY_MS = 500;

interface Asked<E extends Endpoint> {
  readonly params?: ParamsOf<E>;
  readonly query?: QueryOf<E>;
  readonly body?: BodyOf<E>;
}

/**
 * Hands lists in at a server elsewhere.
 *
 * @param address where it answers, e.g. `https://territories.example.com`
 * @param key an API key
 */
export function atServer(address: string, key: string, line: ProgressLine): ImportDesk {
  async function send<E extends Endpoint>(endpoint: E, { params, query, body }: Asked<E> = {}): Promise<Response> {
    const file = body instanceof Blob;
    const response = await fetch(new URL(pathOf(endpoint, (params ?? {}) as ParamsOf<E>, query), address), {
      method: endpoint.method, headers: { authorization: `Bearer ${key}`, ...(body === undefined || file ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: file ? body : JSON.stringify(body) }),
    }).catch((error: Error & { cause?: Error }) => {
      throw new InputError({ code: 'server.away', where: address, expected: 'a server of Hexalign', found: error.cause?.message || error.message, repair: 'Check --server, and that the server runs.' });
    });
    if (!response.ok) throw refused(address, await response.text(), response.status);
    return response;
  }

  const call = async <E extends Endpoint>(endpoint: E, asked?: Asked<E>): Promise<ResultOf<E>> => (await send(endpoint, asked)).json() as Promise<ResultOf<E>>;
  const read = (importId: string): Promise<Import> => call(endpoints.readImport, { params: { importId } });

  /** Waits for the job that works on an import, if one does. */
  async function settled(told: Import): Promise<Import> {
    const { id, jobId } = told;
    if (jobId === null) return told;
    for (;;) {
      const { state, error, progress } = await call(endpoints.readJob, { params: { jobId } });
      line.show({ phase: progress.phase, done: progress.done });
      if (state === 'done') return read(id);
      if (state === 'failed' || state === 'cancelled') throw new InputError({ code: error?.code ?? 'job.cancelled', where: `import ${id}`, expected: 'a job that ends', found: error?.message ?? 'one that was cancelled', repair: 'Import the list again.' });
      await sleep(LOOK_EVERY_MS);
    }
  }

  return {
    upload: async (path) => (await call(endpoints.uploadDataset, { query: { filename: basename(path) }, body: await openAsBlob(path) })).id,
    suggest: (datasetId, kind) => call(endpoints.suggestMapping, { params: { datasetId }, query: { kind } }),
    start: async (request) => settled(await call(endpoints.startImport, { body: request })),
    read,
    commit: async (importId) => settled(await call(endpoints.commitImport, { params: { importId } })),
    undo: async (importId) => settled(await call(endpoints.undoImport, { params: { importId } })),
    problems: async (importId) => (await send(endpoints.readImportProblems, { params: { importId } })).body!,
  };
}

function refused(address: string, text: string, status: number): InputError {
  const problem = ((): Partial<Problem> => {
    try {
      return JSON.parse(text) as Problem;
    } catch {
      return {};
    }
  })();
  const { code = 'server.refused', title = `an answer of status ${status}`, detail, where = address, expected = 'an import that can be done', found, repair = 'Check --server and --key.' } = problem;
  return new InputError({ code, where, expected, found: found ?? detail ?? title, repair });
}
