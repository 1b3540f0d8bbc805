import { sql } from 'kysely';
import { forLongLists } from '../db/forLongLists.ts';
import type { Executor } from '../db/db.ts';
import { AppError } from '../http/appError.ts';
import { lastChange, lockShelf, openChange } from '../register/write.ts';
import type { Target } from './diff.ts';
import { diffTable, stagingTable } from './stage.ts';

/**
 * Writes what an import changes into the register.
 *
 * @param base the change that the import was compared with
 * @param onDone told how far it is, 0-1
 * @returns the number of its own change
 * @throws AppError `import.stale` when the register has changed since
 */
export async function commitStaged(trx: Executor, target: Target, actor: string, base: number, onDone: (done: number) => void = () => undefined): Promise<number> {
  await forLongLists(trx);
  await lockShelf(trx, target);
  if ((await lastChange(trx, target)) !== base) throw new AppError('import.stale', { repair: 'Check the import again: what it changes is said anew.' });
  const { workspaceId, kind, scope, gone } = target;
  const table = diffTable(target.id);
  const change = await openChange(trx, target, actor, 'import', target.id);
  await sql`
    update register r set until = ${change} from ${table} d
    where r.workspace_id = ${workspaceId} and r.kind = ${kind} and r.scope = ${scope} and r.until is null and d.key = r.key and (d.what = 'changed' or (d.what = 'gone' and ${gone} = 'remove'))`.execute(trx);
  onDone(ENDED);
  const { rows: [{ last }] } = await sql<{ last: number }>`select coalesce(max("row"), 0) as last from ${stagingTable(target.id)}`.execute(trx);
  let rows = 0n;
  for (let row = 0; row <= last; row += AT_A_TIME) {
    const { numAffectedRows = 0n } = await sql`
      insert into register (workspace_id, kind, scope, key, body, since)
      select ${workspaceId}, ${kind}, ${scope}, key, after, ${change} from ${table} where what in ('new', 'changed') and "row" >= ${row} and "row" < ${row + AT_A_TIME}`.execute(trx);
    rows += numAffectedRows;
    onDone(Math.min(1, ENDED + ((1 - ENDED) * (row + AT_A_TIME)) / last));
  }
  if (rows > MANY) await sql`analyze register`.execute(trx);
  return change;
}

/** So many new rows change what the database should know of its tables before it plans a search. */
const MANY = 10_000;
/** Rows of the list written at a time: between them it is told how far the commit is. */
const AT_A_TIME = 100_000;
/** Share of the work that is ending what was before. */
const ENDED = 0.2;

/**
 * Takes back what an import changed, as a change of its own: the register says afterwards what it said before.
 *
 * @returns the number of the change
 * @throws AppError `import.collides` when later changes touched the same records
 */
export async function undoCommitted(trx: Executor, target: Target, actor: string, change: number): Promise<number> {
  await forLongLists(trx);
  await lockShelf(trx, target);
  const { workspaceId, kind, scope } = target;
  const { rows } = await sql<{ key: string }>`
    select key from register where since = ${change} and until is not null
    union all
    select r.key from register r join register b on b.until = ${change} and b.key = r.key
    where r.workspace_id = ${workspaceId} and r.kind = ${kind} and r.scope = ${scope} and r.until is null and r.since <> ${change}
    limit 5`.execute(trx);
  if (rows.length > 0) throw new AppError('import.collides', { found: `later changes of ${rows.map(({ key }) => key).join(', ')}`, repair: 'Undo the later import first, or change the records by hand.' });
  const undo = await openChange(trx, target, actor, 'undo', target.id);
  await sql`update register set until = ${undo} where since = ${change} and until is null`.execute(trx);
  await sql`insert into register (workspace_id, kind, scope, key, body, since) select workspace_id, kind, scope, key, body, ${undo} from register where until = ${change}`.execute(trx);
  return undo;
}
