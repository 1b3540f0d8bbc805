import type { Db } from '../db/db.ts';
import { workingFor } from '../http/actor.ts';
import { AppError } from '../http/appError.ts';
import type { JobWork } from '../jobs/service.ts';
import type { Steps } from './steps.ts';
import * as store from './store.ts';

/** What a job about an import was asked. */
export interface Asked {
  readonly gone: 'keep' | 'remove';
}

/** The jobs that judge, commit and undo large lists: what a step records, it records together with the end of its job. */
export function importWork(db: Db, steps: Steps): Readonly<Record<'judge' | 'commit' | 'undo', JobWork>> {
  const work = (kind: 'judge' | 'commit' | 'undo'): JobWork => ({
    async run({ claim: { actor, workspaceId, importId, request }, report, abandon }) {
      const found = importId === null ? null : await store.findImport(db, workspaceId, importId);
      if (found === null) throw new AppError('import.unknown');
      const { gone } = request as Asked;
      const record = await steps[kind]({ ...found, told: { ...found.told, gone } }, workingFor(actor, workspaceId), { report, abandon });
      return async (trx) => {
        await record(trx);
        return {};
      };
    },
    async failed(trx, { importId }) {
      if (kind === 'judge' && importId !== null) await steps.forget(trx, importId);
    },
  });
  return { judge: work('judge'), commit: work('commit'), undo: work('undo') };
}
