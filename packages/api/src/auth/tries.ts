import { sql } from 'kysely';
import type { Db } from '../db/db.ts';
import { AppError } from '../http/appError.ts';
import { hashOf } from './secret.ts';

/** How many tries have something in common, and how many of those are let through in a while. */
export interface Limit {
  readonly of: string;
  readonly most: number;
}

const WINDOW_MINUTES = 15;

/**
 * Counts tries before their outcome is known, so that many at once are not let through together. Kept in the
 * database: several servers over one database count together.
 *
 * @throws AppError `sign_in.too_often` with the seconds to wait in `value.retryAfterSeconds`
 */
export async function countTry(db: Db, limits: readonly Limit[]): Promise<void> {
  for (const { of, most } of limits) {
    const { rows } = await sql<{ count: number; seconds: number }>`
      insert into tries (key, count, until) values (${hashOf(of)}, 1, now() + ${`${WINDOW_MINUTES} minutes`}::interval)
      on conflict (key) do update set
        count = case when tries.until < now() then 1 else tries.count + 1 end,
        until = case when tries.until < now() then excluded.until else tries.until end
      returning count, ceil(extract(epoch from until - now()))::int as seconds`.execute(db);
    const [{ count, seconds }] = rows;
    if (count > most) throw new AppError('sign_in.too_often', { expected: `at most ${most} tries in ${WINDOW_MINUTES} minutes`, repair: `Try again in ${Math.ceil(seconds / 60)} minutes, or ask an admin for a new link.`, value: { retryAfterSeconds: seconds } });
  }
}

/** Forgets tries that led to a success, and those that are over. */
export async function forgetTries(db: Db, limits: readonly Limit[]): Promise<void> {
  const keys = limits.map(({ of }) => hashOf(of));
  await db.deleteFrom('tries').where(({ eb, or }) => or([eb('key', 'in', keys), eb('until', '<', sql<Date>`now()`)])).execute();
}
