import pg from 'pg';

/** The user that everything in an embedded cluster belongs to, and the name of the database. */
export const USER = 'hexalign';

/** Address of the database of an embedded cluster. */
export function urlOf(port: number, password: string): string {
  return `postgres://${USER}:${password}@127.0.0.1:${port}/${USER}`;
}

/** A connection, not yet open, to the maintenance database of an embedded cluster. */
export function clusterClient(port: number, password: string): pg.Client {
  return new pg.Client({ host: '127.0.0.1', port, user: USER, password, database: 'postgres', connectionTimeoutMillis: 5000 });
}

/** Whether a server answers at a port and lets us in. */
export async function answers(port: number, password: string): Promise<boolean> {
  const probe = clusterClient(port, password);
  probe.on('error', () => undefined);
  try {
    await probe.connect();
    await probe.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await probe.end().catch(() => undefined);
  }
}
