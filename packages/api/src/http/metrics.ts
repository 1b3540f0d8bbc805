import { timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { sql } from 'kysely';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Config } from '../config.ts';
import type { Db } from '../db/db.ts';
import { AppError } from './appError.ts';

/** Measures of this process and of the queue that all processes share, in the text form of Prometheus. */
export interface Metrics {
  /** Measures every request; to be used before anything that answers. */
  readonly watch: RequestHandler;
  /** Answers with what was measured. */
  readonly show: RequestHandler;
}

/** @param config whom to answer: with a token its holder, without one whoever is on this machine when nobody else can ask */
export function metrics(db: Db, config: Pick<Config, 'metricsToken' | 'loopbackOnly'>): Metrics {
  const register = new Registry();
  collectDefaultMetrics({ register });
  const requests = new Histogram({
    name: 'hexalign_http_request_seconds', help: 'Time from a request to the end of its answer; streams of events are left out.',
    labelNames: ['method', 'route', 'status'], buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60], registers: [register],
  });
  const depth = new Gauge({ name: 'hexalign_jobs', help: 'Jobs that wait or run now.', labelNames: ['kind', 'state'], registers: [register] });
  const oldest = new Gauge({ name: 'hexalign_jobs_oldest_waiting_seconds', help: 'How long the job has waited that has waited longest; 0 = none waits.', registers: [register] });
  const ended = new Gauge({ name: 'hexalign_jobs_ended', help: 'Jobs that have come to an end, ever.', labelNames: ['kind', 'state'], registers: [register] });
  const seconds = new Gauge({ name: 'hexalign_jobs_seconds', help: 'Time that ended jobs took from their last start to their end, all together.', labelNames: ['kind', 'state'], registers: [register] });

  async function lookAtJobs(): Promise<void> {
    const { rows } = await sql<{ kind: string; state: string; n: string; seconds: number | null; waiting: number | null }>`
      select kind, state, count(*) as n, sum(extract(epoch from ended_at - started_at))::float8 as seconds,
        (max(extract(epoch from now() - created_at)) filter (where state = 'queued'))::float8 as waiting
      from jobs group by kind, state`.execute(db);
    for (const gauge of [depth, ended, seconds]) gauge.reset();
    oldest.set(Math.max(0, ...rows.map(({ waiting }) => waiting ?? 0)));
    for (const { kind, state, n, seconds: took } of rows) {
      const running = state === 'queued' || state === 'running';
      (running ? depth : ended).set({ kind, state }, Number(n));
      if (!running) seconds.set({ kind, state }, took ?? 0);
    }
  }

  return {
    watch(request, response, next) {
      const began = process.hrtime.bigint();
      response.once('finish', () => {
        if (String(response.getHeader('content-type')).startsWith('text/event-stream')) return;
        requests.observe({ method: request.method, route: routeOf(request), status: String(response.statusCode) }, Number(process.hrtime.bigint() - began) / 1e9);
      });
      next();
    },
    async show(request, response) {
      if (!admits(request, config)) throw new AppError('route.unknown', { found: 'GET /metrics' });
      await lookAtJobs();
      response.type(register.contentType).set('cache-control', 'no-store').send(await register.metrics());
    },
  };
}

/** The address as the endpoint table has it: no ids, so that there are few of them. */
function routeOf(request: Request): string {
  const { path } = (request.route ?? {}) as { path?: string };
  return path === undefined || path.includes('{*') ? 'page' : `${request.baseUrl}${path}`;
}

function admits(request: Request, { metricsToken, loopbackOnly }: Pick<Config, 'metricsToken' | 'loopbackOnly'>): boolean {
  if (metricsToken === null) return loopbackOnly;
  const given = Buffer.from(request.headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${metricsToken}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
