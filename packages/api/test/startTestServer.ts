import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathOf, type BodyOf, type Endpoint, type ParamsOf, type Problem, type QueryOf, type ResultOf } from '../contract/index.ts';
import { readConfig } from '../src/config.ts';
import { makeLog } from '../src/log.ts';
import { startServer, type RunningServer } from '../src/server.ts';

/** A server of its own over a PostgreSQL of its own, on loopback, that checks every answer against its schema. */
export interface TestServer {
  readonly server: RunningServer;
  readonly dataDir: string;
  /** Lines of trouble that the server logged. */
  readonly trouble: string[];
  call<E extends Endpoint>(endpoint: E, request?: CallOf<E>): Promise<ResultOf<E>>;
  /** A call that must be refused: its problem document. */
  refused<E extends Endpoint>(endpoint: E, request?: CallOf<E>): Promise<Problem>;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** Stops it and removes its data. */
  end(): Promise<void>;
}

export interface CallOf<E extends Endpoint> {
  readonly params?: ParamsOf<E>;
  readonly query?: QueryOf<E>;
  readonly body?: BodyOf<E>;
}

/** A folder in the temporary files that the database's own user can reach. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hexalign-test-'));
  await chmod(folder, 0o755);
  return folder;
}

export async function startTestServer(env: Record<string, string> = {}, given?: string): Promise<TestServer> {
  const dataDir = given ?? (await temporaryFolder());
  const trouble: string[] = [];
  const log = makeLog('error', { write: (line) => void trouble.push(line) });
  const config = readConfig({ DATA_DIR: dataDir, PORT: '0', HEXALIGN_DEMO: '0', ...env }, 2);
  const server = await startServer({ config, log, durable: false, checkResults: true }).catch(async (error: unknown) => {
    if (given === undefined) await rm(dataDir, { recursive: true, force: true });
    throw error;
  });
  const fetchAt = (path: string, init?: RequestInit): Promise<Response> => fetch(new URL(path, server.address), init);

  async function send<E extends Endpoint>(endpoint: E, { params, query, body }: CallOf<E> = {}): Promise<Response> {
    const init: RequestInit = { method: endpoint.method };
    if (endpoint.body === 'file') init.body = body as unknown as Blob;
    else if (body !== undefined) Object.assign(init, { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
    return fetchAt(pathOf(endpoint, (params ?? {}) as ParamsOf<E>, query), init);
  }

  return {
    server, dataDir, trouble,
    fetch: fetchAt,
    async call(endpoint, request) {
      const response = await send(endpoint, request);
      if (!response.ok) throw new Error(`${endpoint.method} ${endpoint.path}: ${response.status} ${await response.text()}\n${trouble.join('\n')}`);
      const { result } = endpoint;
      if (result === null) return undefined as never;
      return (result === 'octets' || result === 'file' ? await response.arrayBuffer() : await response.json()) as never;
    },
    async refused(endpoint, request) {
      const response = await send(endpoint, request);
      if (response.ok) throw new Error(`${endpoint.method} ${endpoint.path} was not refused: ${response.status}`);
      return (await response.json()) as Problem;
    },
    async end() {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
