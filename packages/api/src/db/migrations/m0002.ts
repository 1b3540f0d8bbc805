import { sql, type Kysely } from 'kysely';

/** Beside a file of another format stands the delimited text that was made of it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}

const STATEMENTS: readonly string[] = [
  `alter table dataset_chunks add column form text not null default 'file' check (form in ('file', 'table'))`,
  `alter table dataset_chunks drop constraint dataset_chunks_pkey`,
  `alter table dataset_chunks add primary key (dataset_id, form, part)`,
];
