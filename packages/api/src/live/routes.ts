import { endpoints } from '../../contract/endpoints.ts';
import type { Bind } from '../http/bind.ts';
import { whenClosed } from '../http/whenClosed.ts';
import type { Live } from './service.ts';

const HEARTBEAT_MS = 15_000;
/** Then the stream ends, and who still may follow comes again and goes on where it was: so long a right that was taken away can last. */
const LONGEST_MS = 10 * 60_000;

export function liveRoutes(bind: Bind, live: Live): void {
  bind(endpoints.tellPresence, ({ actor, params, body }) => live.tell(actor, params.planId, body));
  bind(endpoints.followPlan, async ({ actor, params, query, request, response }) => {
    const header = request.headers['last-event-id'];
    const after = typeof header === 'string' && /^\d{1,15}$/.test(header) ? Number(header) : (query.lastEventId ?? null);
    response.status(200).set({ 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
    // A stream goes on until one side ends it: frames around every piece would only cost.
    response.removeHeader('transfer-encoding');
    response.write('retry: 1000\n\n');
    let open = true;
    let line: { leave: () => void; drained: () => void } | null = null;
    const heartbeat = setInterval(() => {
      if (!response.writableNeedDrain) response.write(': still here\n\n');
    }, HEARTBEAT_MS);
    const end = setTimeout(() => response.end(), LONGEST_MS);
    response.on('drain', () => line?.drained());
    whenClosed(response, () => {
      open = false;
      clearInterval(heartbeat);
      clearTimeout(end);
      line?.leave();
    });
    if (!open) return;
    try {
      line = await live.follow(actor, params.planId, after, query.scenarioId ?? null, { write: (text) => open && response.write(text), end: () => void response.end() });
    } catch (error) {
      // The answer has begun: all that can be said now is that it ends. Who follows comes again by itself.
      response.destroy();
      throw error;
    }
    if (!open) line.leave();
  });
}
