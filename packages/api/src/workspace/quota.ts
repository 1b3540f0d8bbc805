import type { Db, Executor } from '../db/db.ts';
import { AppError } from '../http/appError.ts';

/** How much one organisation may keep and have under way; null = as much as there is room for. */
export interface QuotaLimits {
  /** Bytes of all files that were uploaded. */
  readonly storageBytes: number | null;
  /** Rows of all these files. */
  readonly rows: number | null;
  /** Jobs that wait or run. */
  readonly jobs: number;
}

const MB = 1024 * 1024;

/** Bytes that an organisation may still upload. @throws AppError `quota.reached` when there are none */
export async function roomForFiles(db: Db, workspaceId: string, { storageBytes, rows }: QuotaLimits): Promise<{ readonly bytes: number; readonly rows: number }> {
  if (storageBytes === null && rows === null) return { bytes: Infinity, rows: Infinity };
  const used = await db.selectFrom('datasets').select((eb) => [eb.fn.sum<string | null>('bytes').as('bytes'), eb.fn.sum<string | null>('rows').as('rows')]).where('workspace_id', '=', workspaceId).executeTakeFirstOrThrow();
  const left = { bytes: storageBytes === null ? Infinity : storageBytes - Number(used.bytes ?? 0), rows: rows === null ? Infinity : rows - Number(used.rows ?? 0) };
  if (left.bytes <= 0) throw storageReached(storageBytes!, Number(used.bytes ?? 0));
  if (left.rows <= 0) throw rowsReached(rows!, Number(used.rows ?? 0));
  return left;
}

export function storageReached(limit: number, found: number): AppError {
  return new AppError('quota.reached', { where: 'the storage of this organisation', expected: `files of at most ${Math.floor(limit / MB)} MB altogether`, found: `${Math.ceil(found / MB)} MB with this one`, repair: 'Leave out columns that are not needed, or ask the administrator to raise HEXALIGN_QUOTA_STORAGE_MB.' });
}

export function rowsReached(limit: number, found: number): AppError {
  return new AppError('quota.reached', { where: 'the rows of this organisation', expected: `lists of at most ${limit} rows altogether`, found: `${found} with this one`, repair: 'Leave out rows that are not needed, or ask the administrator to raise HEXALIGN_QUOTA_ROWS.' });
}

/** @throws AppError `quota.reached` when as many jobs as an organisation may have wait or run already */
export async function admitJob(trx: Executor, workspaceId: string, most: number): Promise<void> {
  const { active } = await trx.selectFrom('jobs').select((eb) => eb.fn.countAll<number>().as('active')).where('workspace_id', '=', workspaceId).where('state', 'in', ['queued', 'running']).executeTakeFirstOrThrow();
  if (Number(active) < most) return;
  throw new AppError('quota.reached', { where: 'the jobs of this organisation', expected: `at most ${most} that wait or run`, found: `${active} already`, repair: 'Wait until one has ended, cancel one, or ask the administrator to raise HEXALIGN_QUOTA_JOBS.' });
}
