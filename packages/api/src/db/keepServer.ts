import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { clusterClient, USER } from './clusterClient.ts';
import { alive, belongsTo, readPidFile } from './postmaster.ts';

/** A hold on the server of a data folder, shared with other processes or owned. */
export interface Keeper {
  /** Whether this process owns the server: it starts it again when it dies, and stops it at its own end. */
  readonly owns: boolean;
  readonly pid: number;
  /** Lets go. Returns the process to stop, null when it is another's. */
  release(): Promise<number | null>;
}

export interface KeeperOptions {
  readonly cluster: string;
  readonly pid: number;
  readonly port: number;
  readonly password: string;
  /** Starts the server again; null when it did not come up. */
  readonly relaunch: () => Promise<number | null>;
  /** Told when the server ended under us. */
  readonly onTrouble: (error: Error) => void;
}

/** Advisory lock that the owner of the server holds as long as it lives. */
const OWNER_LOCK = 7_204_870;
/** How often one who shares the server looks whether its owner is gone. */
const LOOK_MS = 2000;
const LONGEST_PAUSE_MS = 5000;
/** What an owner may take to notice that its server died. */
const OWNER_TIME_MS = 5000;

/** Holds on to a server that answers, makes its database, and brings it back when it is killed. */
export async function keepServer({ cluster, port, password, relaunch, onTrouble, ...found }: KeeperOptions): Promise<Keeper> {
  let { pid } = found;
  let owns = false;
  let released = false;
  let holder: pg.Client | null = null;
  let recovering: Promise<void> | null = null;

  async function grasp(): Promise<void> {
    const fresh = clusterClient(port, password);
    let lost = false;
    const lose = (): void => {
      if (lost) return;
      lost = true;
      if (holder !== fresh) return;
      holder = null;
      if (!released) recovering = recover().finally(() => { recovering = null; });
    };
    fresh.on('error', lose);
    fresh.on('end', lose);
    try {
      await fresh.connect();
      const known = await fresh.query('select 1 from pg_database where datname = $1', [USER]);
      // Two processes at once: the other made it.
      if (known.rowCount === 0) await fresh.query(`create database ${USER}`).catch((error: { code?: string }) => { if (error.code !== '42P04' && error.code !== '23505') throw error as Error; });
      owns = await lock(fresh);
      pid = (await readPidFile(cluster))?.pid ?? pid;
    } catch (error) {
      await fresh.end().catch(() => undefined);
      throw error;
    }
    if (lost) throw new Error('The database ended again.');
    holder = fresh;
  }

  async function recover(): Promise<void> {
    const wasOwner = owns;
    const began = Date.now();
    for (let pause = 100; !released; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
      try {
        await grasp();
        return;
      } catch {
        // Not there: starting, recovering, or dead.
      }
      const file = await readPidFile(cluster);
      const lives = file !== null && alive(file.pid) && (await belongsTo(file.pid, cluster));
      // Whoever shares the server leaves its start to the owner, unless there is none any more.
      if ((wasOwner || Date.now() - began > OWNER_TIME_MS) && !lives && !released) {
        onTrouble(new Error('The embedded database ended; it is started again.'));
        pid = (await relaunch()) ?? pid;
      }
      await sleep(pause);
    }
  }

  await grasp();
  const look = setInterval(() => {
    const client = holder;
    if (!owns && client !== null) lock(client).then((got) => { if (client === holder) owns = got; }, () => undefined);
  }, LOOK_MS);
  look.unref();
  return {
    get owns() { return owns; },
    get pid() { return pid; },
    async release() {
      released = true;
      clearInterval(look);
      await recovering;
      await holder?.end().catch(() => undefined);
      return owns ? pid : null;
    },
  };
}

async function lock(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [OWNER_LOCK]);
  return rows[0].held;
}
