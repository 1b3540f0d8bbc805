import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import type { Import, RecordKind, StartImport, SuggestedMapping } from '../../contract/imports.ts';
import type { Config } from '../config.ts';
import { InputError } from '../datasets/inputError.ts';
import type { Database } from '../db/db.ts';
import { migrate } from '../db/migrate.ts';
import { problemsCsv } from '../exports/problemsCsv.ts';
import { workingFor } from '../http/actor.ts';
import { AppError } from '../http/appError.ts';
import { problemOf } from '../http/problem.ts';
import { makeLog } from '../log.ts';
import { openRooms } from '../rooms.ts';
import { shippedPlaces } from '../units/shippedPlaces.ts';
import { onlyWorkspace } from '../workspace/store.ts';

/** Where lists are handed in: a database at hand, or a server elsewhere. What cannot be done is an `InputError`. */
export interface ImportDesk {
  /** Takes a file. Returns the id of its data set. */
  upload(path: string): Promise<string>;
  suggest(datasetId: string, kind: RecordKind): Promise<SuggestedMapping>;
  /** Judges, and waits until that is done. */
  start(request: StartImport): Promise<Import>;
  read(importId: string): Promise<Import>;
  commit(importId: string): Promise<Import>;
  undo(importId: string): Promise<Import>;
  problems(importId: string): Promise<AsyncIterable<string | Uint8Array>>;
}

/** Who imports from the command line. */
const HEXALIGN = 'hexalign';
/** Everything is done here and now: there may be nobody who takes jobs. */
const ANY_NUMBER = Number.MAX_SAFE_INTEGER;

/** Hands lists in at a database, whether a server runs over it or not. */
export async function atDatabase<T>(database: Database, config: Config, work: (desk: ImportDesk) => Promise<T>): Promise<T> {
  await migrate(database.db);
  const actor = workingFor(HEXALIGN, await onlyWorkspace(database.db));
  const { rooms: { datasets, imports }, stop } = await openRooms({ database, config: { ...config, importRowsAtOnce: ANY_NUMBER }, places: shippedPlaces, version: '', log: makeLog('silent'), troubled: () => undefined });
  try {
    return await work({
      upload: (path) => explained(async () => (await datasets.upload(actor, basename(path), createReadStream(path))).id),
      suggest: (datasetId, kind) => explained(() => imports.suggest(actor, datasetId, kind)),
      start: (request) => explained(() => imports.start(actor, request)),
      read: (importId) => explained(() => imports.read(actor, importId)),
      commit: (importId) => explained(() => imports.commit(actor, importId)),
      undo: (importId) => explained(() => imports.undo(actor, importId)),
      problems: (importId) => explained(async () => problemsCsv((await imports.problems(actor, importId)).problems)),
    });
  } finally {
    await stop();
  }
}

/** A refusal as the command line tells it. */
async function explained<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { code, title, detail, where, expected, found, repair } = problemOf(error, '');
    throw new InputError({ code, where: where ?? 'the import', expected: expected ?? 'one that can be done', found: found ?? detail ?? title, repair: repair ?? title });
  }
}
