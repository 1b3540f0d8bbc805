import { openAsBlob } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Endpoint, ResultOf } from '../../contract/endpoint.ts';
import { endpoints } from '../../contract/endpoints.ts';
import type { Import } from '../../contract/imports.ts';
import { InputError } from '../datasets/inputError.ts';
import type { ImportDesk } from './importDesk.ts';
import type { ProgressLine } from './progressLine.ts';
import { serverCall, type Asked } from './serverCall.ts';

const LOOK_EVERY_MS = 500;

/**
 * Hands lists in at a server elsewhere.
 *
 * @param address where it answers, e.g. `https://territories.example.com`
 * @param key an API key
 */
export function atServer(address: string, key: string, line: ProgressLine): ImportDesk {
  const send = <E extends Endpoint>(endpoint: E, asked?: Asked<E>): Promise<Response> => serverCall(address, key, endpoint, asked);
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
