import type { Kysely } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import * as m0001 from './migrations/m0001.ts';
import * as m0002 from './migrations/m0002.ts';
import * as m0003 from './migrations/m0003.ts';
import * as m0004 from './migrations/m0004.ts';
import * as m0005 from './migrations/m0005.ts';
import * as m0006 from './migrations/m0006.ts';
import * as m0007 from './migrations/m0007.ts';
import * as m0008 from './migrations/m0008.ts';
import * as m0009 from './migrations/m0009.ts';
import * as m0010 from './migrations/m0010.ts';
import * as m0011 from './migrations/m0011.ts';
import * as m0012 from './migrations/m0012.ts';
import * as m0013 from './migrations/m0013.ts';
import * as m0014 from './migrations/m0014.ts';
import * as m0015 from './migrations/m0015.ts';
import * as m0016 from './migrations/m0016.ts';
import * as m0017 from './migrations/m0017.ts';
import * as m0018 from './migrations/m0018.ts';
import * as m0019 from './migrations/m0019.ts';
import * as m0020 from './migrations/m0020.ts';
import * as m0021 from './migrations/m0021.ts';
import * as m0022 from './migrations/m0022.ts';
import * as m0023 from './migrations/m0023.ts';
import * as m0024 from './migrations/m0024.ts';
import * as m0025 from './migrations/m0025.ts';
import { InputError } from '../datasets/inputError.ts';
import type { Tables } from './schema.ts';

/** Numbered, forward only; a migration that has been released is never changed. */
const migrations: Readonly<Record<string, Migration>> = { '0001': m0001, '0002': m0002, '0003': m0003, '0004': m0004, '0005': m0005, '0006': m0006, '0007': m0007, '0008': m0008, '0009': m0009, '0010': m0010, '0011': m0011, '0012': m0012, '0013': m0013, '0014': m0014, '0015': m0015, '0016': m0016, '0017': m0017, '0018': m0018, '0019': m0019, '0020': m0020, '0021': m0021, '0022': m0022, '0023': m0023, '0024': m0024, '0025': m0025 };

/**
 * Brings an empty database to an earlier version.
 *
 * @param names of all migrations up to it
 * @param where what asks for it, for the message
 * @throws InputError `backup.newer` when this version does not know them all
 */
export async function migrateTo(db: Kysely<Tables>, names: readonly string[], where: string): Promise<void> {
  const known = Object.keys(migrations).sort();
  const last = names.at(-1);
  if (last === undefined || names.join() !== known.slice(0, names.length).join()) {
    throw new InputError({ code: 'backup.newer', where, expected: `tables up to ${known.at(-1)}`, found: last ?? 'none', repair: 'Use the version of Hexalign that wrote the file, or a newer one.' });
  }
  const { error } = await new Migrator({ db, provider: { getMigrations: async () => migrations } }).migrateTo(last);
  if (error !== undefined) throw error;
}

/** Brings the database to this version. Several processes may call it at once: an advisory lock lets one of them work. */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}
