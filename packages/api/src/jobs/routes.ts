import type { Response } from 'express';
import { withoutFigures } from '../access/money.ts';
import { endpoints } from '../../contract/endpoints.ts';
import type { Job, JobEvent } from '../../contract/jobs.ts';
import type { Bind } from '../http/bind.ts';
import { whenClosed } from '../http/whenClosed.ts';
import type { Jobs } from './service.ts';

const BEAT_MS = 15_000;

export function jobRoutes(bind: Bind, jobs: Jobs): void {
  bind(endpoints.readJob, ({ actor, params }) => jobs.read(actor, params.jobId));
  bind(endpoints.cancelJob, ({ actor, params, body }) => jobs.cancel(actor, params.jobId, body.keep));
  bind(endpoints.readJobBest, async ({ actor, params }) => {
    const { slots, number } = await jobs.best(actor, params.jobId);
    return { bytes: slots, headers: { 'x-best': String(number) } };
  });
  bind(endpoints.readJobEvents, async ({ actor, params, response }) => {
    await jobs.read(actor, params.jobId);
    openStream(response);
    const beat = setInterval(() => response.write(': still here\n\n'), BEAT_MS);
    let ended = false;
    let stop: (() => void) | null = null;
    const close = (): void => {
      ended = true;
      clearInterval(beat);
      stop?.();
    };
    whenClosed(response, close);
    stop = await jobs.follow(actor, params.jobId, (job) => {
      if (ended) return;
      write(response, { type: 'progress', data: job.progress });
      if (!isOver(job)) return;
      const told = actor.moneyHidden ? withoutFigures(job) : job;
      write(response, { type: 'end', data: actor.veil === undefined ? told : actor.veil.answer(told) });
      close();
      response.end();
    });
    if (ended) stop();
  });
}

function openStream(response: Response): void {
  response.status(200).set({ 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
  response.flushHeaders();
}

function write(response: Response, event: JobEvent): void {
  response.write(`event: ${event.type}\ndata: ${JSON.stringify(event.data)}\n\n`);
}

function isOver(job: Job): boolean {
  return job.state === 'done' || job.state === 'failed' || job.state === 'cancelled';
}
