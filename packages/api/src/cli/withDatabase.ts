import { readConfig, type Config } from '../config.ts';
import { EmbeddedError } from '../db/binaries.ts';
import { openDatabase, type Database } from '../db/db.ts';
import { startEmbedded } from '../db/embedded.ts';
import { joinEmbedded } from '../db/joinEmbedded.ts';

/** The database of the environment: the one that runs, or the embedded one started for as long as it takes. */
export async function withDatabase<T>(work: (database: Database, config: Config) => Promise<T>): Promise<T> {
  const config: Config = readConfig(process.env, 2);
  const joined = config.databaseUrl ?? (await joinEmbedded(config.dataDir, 0).catch((error: unknown) => {
    if (error instanceof EmbeddedError && error.message.startsWith('No server')) return null;
    throw error;
  }));
  const embedded = joined === null ? await startEmbedded({ dataDir: config.dataDir }) : null;
  const database = openDatabase(joined ?? embedded!.url, () => undefined);
  try {
    return await work(database, config);
  } finally {
    await database.close();
    await embedded?.stop();
  }
}
