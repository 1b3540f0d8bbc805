import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import { knowingWho } from './onBehalf.ts';
import type { Tables } from './schema.ts';

export type Db = Kysely<Tables>;
/** A database or a transaction in it. */
export type Executor = Db | Transaction<Tables>;

/** A pool of connections and the typed queries over it. */
export interface Database {
  readonly db: Db;
  readonly pool: pg.Pool;
  readonly url: string;
  close(): Promise<void>;
}

const INT8 = 20;

/** `int8` columns hold counts and sequence numbers far below 2^53: they come as numbers. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === INT8 && format !== 'binary' ? Number : pg.types.getTypeParser(oid, format as 'text')) as pg.CustomTypesConfig['getTypeParser'],
};

/**
 * Opens the database.
 *
 * @param url `postgres://user:password@host:port/database`
 * @param onError told of connections that die; without it a restart of the database would end the process
 */
export function openDatabase(url: string, onError: (error: Error) => void): Database {
  const pool = new pg.Pool({ connectionString: url, max: 16, types, connectionTimeoutMillis: 10_000 });
  pool.on('error', onError);
  // The pool looks after idle connections only: one that breaks between two statements of a transaction would end the process.
  pool.on('connect', (client) => void client.on('error', onError));
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: knowingWho(pool) }) });
  return { db, pool, url, close: () => db.destroy() };
}

/** Value of a JSON column as PostgreSQL wants it; arrays would otherwise become SQL arrays. */
export function json(value: unknown): string {
  return JSON.stringify(value);
}
