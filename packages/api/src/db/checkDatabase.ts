import { sql } from 'kysely';
import { ConfigError } from '../config.ts';
import type { Db } from './db.ts';

const OLDEST_POSTGRES = 15;

/**
 * Asks the database, embedded or not, whether it serves.
 *
 * @param databaseUrl null for the embedded one
 * @throws ConfigError in one line when it does not let us in or is too old
 */
export async function checkDatabase(db: Db, databaseUrl: string | null): Promise<void> {
  const where = databaseUrl === null ? 'The embedded database' : `The database of DATABASE_URL (${new URL(databaseUrl).host})`;
  const { rows } = await sql<{ version: string }>`select current_setting('server_version_num') as version`.execute(db).catch((error: Error) => {
    throw new ConfigError(`${where} does not let us in: ${error.message || (error as NodeJS.ErrnoException).code}. Check that it runs, and its user, password and name.`);
  });
  const major = Math.floor(Number(rows[0].version) / 10_000);
  if (major < OLDEST_POSTGRES) throw new ConfigError(`${where} is PostgreSQL ${major}; ${OLDEST_POSTGRES} or newer is needed.`);
}
