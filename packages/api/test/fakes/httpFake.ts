import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FakeRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface FakeAnswer {
  readonly status: number;
  /** JSON, or text with a type of its own. */
  readonly body?: unknown;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A server on loopback that answers as a customer system would, and remembers what it was asked. */
export interface HttpFake {
  readonly address: string;
  readonly asked: string[];
  stop(): Promise<void>;
}

export async function httpFake(answer: (request: FakeRequest) => FakeAnswer | Promise<FakeAnswer>): Promise<HttpFake> {
  const asked: string[] = [];
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const url = new URL(request.url!, `http://${request.headers.host}`);
      asked.push(`${request.method} ${url.pathname}`);
      Promise.resolve(answer({ method: request.method!, url, headers: request.headers, body: Buffer.concat(chunks).toString('utf8') }))
        .catch((error: unknown): FakeAnswer => ({ status: 500, body: { message: String(error) } }))
        .then(({ status, body, type = 'application/json', headers = {} }) => {
          response.writeHead(status, { 'content-type': type, ...headers });
          response.end(body === undefined ? '' : type === 'application/json' ? JSON.stringify(body) : String(body));
        });
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    stop: () => new Promise((stopped) => {
      server.closeAllConnections();
      server.close(() => stopped());
    }),
  };
}
