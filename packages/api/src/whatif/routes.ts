import type { Response } from 'express';
import type { BatchEvent } from '../../contract/batches.ts';
import { endpoints } from '../../contract/endpoints.ts';
import type { Bind } from '../http/bind.ts';
import { whenClosed } from '../http/whenClosed.ts';
import type { Batches } from './batches.ts';
import type { WhatIfs } from './service.ts';

const BEAT_MS = 15_000;

export function whatIfRoutes(bind: Bind, whatIfs: WhatIfs, batches: Batches): void {
  bind(endpoints.proposeWhatIf, ({ actor, params, body }) => whatIfs.propose(actor, params.scenarioId, body));
  bind(endpoints.takeWhatIf, ({ actor, params, body }) => whatIfs.take(actor, params.scenarioId, body));
  bind(endpoints.startBatch, ({ actor, params, body }) => batches.start(actor, params.scenarioId, body));
  bind(endpoints.lastBatch, async ({ actor, params }) => ({ batch: await batches.last(actor, params.scenarioId) }));
  bind(endpoints.cancelBatch, ({ actor, params }) => batches.cancel(actor, params.scenarioId, params.batchId));
  bind(endpoints.readBatchPoint, ({ actor, params }) => batches.point(actor, params.scenarioId, params.batchId, params.point));
  bind(endpoints.takeBatchPoint, ({ actor, params, body }) => batches.take(actor, params.scenarioId, params.batchId, params.point, body));
  bind(endpoints.followBatch, async ({ actor, params, response }) => {
    let stop: (() => void) | null = null;
    let closed = false;
    const beat = setInterval(() => { if (response.headersSent) response.write(': still here\n\n'); }, BEAT_MS);
    const close = (): void => {
      closed = true;
      clearInterval(beat);
      stop?.();
    };
    whenClosed(response, close);
    try {
      stop = await batches.follow(actor, params.scenarioId, params.batchId, (data) => {
        if (closed) return;
        if (!response.headersSent) opened(response);
        write(response, { type: data.done < data.of ? 'progress' : 'end', data });
        if (data.done < data.of) return;
        close();
        response.end();
      });
      if (closed) stop();
    } catch (error) {
      close();
      throw error;
    }
  });
}

function opened(response: Response): void {
  response.status(200).set({ 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
  response.flushHeaders();
}

function write(response: Response, { type, data }: BatchEvent): void {
  response.write(`event: ${type}\ndata: ${JSON.stringify(data)}\n\n`);
}
