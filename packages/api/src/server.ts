import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { ENGINE_VERSION } from '@hexalign/engine';
import type { Logger } from 'pino';
import { createApp, type Rooms } from './app.ts';
import { LINK_PATH } from './auth/service.ts';
import { projectRoot, type Config } from './config.ts';
import { checkDatabase } from './db/checkDatabase.ts';
import { openDatabase, type Db } from './db/db.ts';
import { startEmbedded, type EmbeddedServer } from './db/embedded.ts';
import { clientError } from './http/clientError.ts';
import { migrate } from './db/migrate.ts';
import { LOCAL_OWNER, workingFor, type Actor } from './http/actor.ts';
import { importDemo } from './plans/demo.ts';
import { openRooms } from './rooms.ts';
import { shippedPlaces } from './units/shippedPlaces.ts';

/** A server that answers. */
export interface RunningServer {
  readonly address: string;
  readonly port: number;
  /** Where the address leads in by itself, once: a path with a one-time secret; null when people sign in. */
  readonly entry: string | null;
  readonly database: EmbeddedServer | null;
  readonly db: Db;
  readonly rooms: Rooms;
  /** Ends in good order: no new requests, running jobs given back, database last. */
  stop(): Promise<void>;
}

export interface ServerOptions {
  readonly config: Config;
  readonly log: Logger;
  /** Whether commits reach the disk; false is for tests. */
  readonly durable?: boolean;
  readonly checkResults?: boolean;
  readonly webFolder?: string;
}

/** The port is somebody else's. */
export class PortTakenError extends Error {
  constructor(host: string, port: number) {
    super(`Port ${port} of ${host} is taken by another program. Stop it, or choose another port: PORT=${port + 1} npm start`);
    this.name = 'PortTakenError';
  }
}

/**
 * Starts everything: database, migrations, rooms, HTTP, jobs. The demo is imported behind the first answers.
 *
 * @throws ConfigError, EmbeddedError, PortTakenError: each one line for the person who started the server
 */
export async function startServer({ config, log, durable = true, checkResults = false, webFolder = join(projectRoot, 'packages/web/dist') }: ServerOptions): Promise<RunningServer> {
  // The port first: whoever starts a second server by mistake is told at once, and nothing of the first is touched.
  const http = createServer();
  // A large file over a slow line takes its time.
  http.requestTimeout = 30 * 60_000;
  http.on('request', notYet);
  http.on('clientError', clientError);
  const port = await listenOn(http, config.host, config.port);
  const undo: (() => Promise<unknown>)[] = [() => closeHttp(http)];
  let stopped: Promise<void> | null = null;
  const troubled = (error: Error): void => {
    if (stopped === null) log.warn({ err: error }, 'database connection');
  };
  try {
    const embedded = config.databaseUrl === null ? await startEmbedded({ dataDir: config.dataDir, durable, onTrouble: troubled }) : null;
    if (embedded) undo.unshift(() => embedded.stop());
    const database = openDatabase(embedded?.url ?? config.databaseUrl!, troubled);
    undo.unshift(() => database.close());
    await checkDatabase(database.db, config.databaseUrl);
    await migrate(database.db);
    const running = await openRooms({ database, config, places: shippedPlaces, version: ENGINE_VERSION, log, troubled });
    undo.unshift(() => running.stop());
    const workspaceId = await running.rooms.workspaces.only();
    const app = createApp({ db: database.db, rooms: running.rooms, places: shippedPlaces, config, version: ENGINE_VERSION, log, webFolder, checkResults });
    http.off('request', notYet).on('request', app);
    if (config.jobs) await running.work();
    if (config.demo) {
      void firstDemo(workingFor(LOCAL_OWNER, workspaceId), running.rooms).catch((error: unknown) => log.error({ err: error }, 'the demo could not be imported'));
    }
    void running.rooms.datasets.tidy().catch((error: unknown) => log.warn({ err: error }, 'abandoned uploads not removed'));
    void running.rooms.imports.tidy().catch((error: unknown) => log.warn({ err: error }, 'abandoned imports not removed'));
    const token = await running.rooms.auth.startLink(workspaceId, config.loopbackOnly);
    return {
      entry: token === null ? null : `${LINK_PATH}#${token}`,
      address: `http://${config.host.includes(':') && !config.host.startsWith('[') ? `[${config.host}]` : config.host}:${port}`,
      port, database: embedded, db: database.db, rooms: running.rooms,
      stop: () => (stopped ??= stopInOrder(http, undo)),
    };
  } catch (error) {
    for (const step of undo) await step().catch(() => undefined);
    throw error;
  }
}

async function firstDemo(actor: Actor, { workspaces, plans, datasets }: Rooms): Promise<void> {
  await workspaces.firstDemo(actor, async () => {
    const { plan } = await importDemo(actor, datasets, plans);
    return { undo: () => plans.remove(actor, plan.id) };
  });
}

/** Answers while the database is still starting. */
function notYet(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(503, { 'content-type': 'text/plain', 'retry-after': '1' }).end('Hexalign is starting.\n');
}

function listenOn(http: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    http.once('error', (error: NodeJS.ErrnoException) => reject(error.code === 'EADDRINUSE' || error.code === 'EACCES' ? new PortTakenError(host, port) : error));
    http.listen(port, host.replace(/^\[|\]$/g, ''), () => {
      http.removeAllListeners('error');
      resolve((http.address() as { port: number }).port);
    });
  });
}

async function stopInOrder(http: Server, undo: readonly (() => Promise<unknown>)[]): Promise<void> {
  http.close();
  http.closeIdleConnections();
  for (const step of undo) await step().catch(() => undefined);
}

/** Ends what is still open, streams of events above all. */
async function closeHttp(http: Server): Promise<void> {
  http.closeAllConnections();
  if (http.listening) await new Promise<void>((resolve) => http.close(() => resolve()));
}
