import { endpoints, pathOf, type PlanEvent } from '../contract/index.ts';
import type { TestServer } from './startTestServer.ts';

/** An event with its number, when it came. */
export type HeardEvent = PlanEvent & { readonly id: number | null; readonly at: number };

/** Somebody who follows a plan. */
export interface Listener {
  readonly heard: HeardEvent[];
  /** Comments that keep the line open, and the wish how soon to come again. */
  readonly comments: string[];
  leave(): Promise<void>;
}

/** Follows a plan as a browser would. */
export async function listen(api: Pick<TestServer, 'fetch'>, planId: string, lastEventId?: number): Promise<Listener> {
  const stop = new AbortController();
  const response = await api.fetch(pathOf(endpoints.followPlan, { planId }), { signal: stop.signal, headers: lastEventId === undefined ? {} : { 'last-event-id': String(lastEventId) } });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  const heard: HeardEvent[] = [];
  const comments: string[] = [];
  const reading = (async () => {
    let text = '';
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const [, id, type, data] = /^(?:id: (\d+)\n)?event: (\w+)\ndata: (.*)$/s.exec(text.slice(0, end)) ?? [];
        if (type === undefined) comments.push(text.slice(0, end));
        else heard.push({ ...eventOf(type, data), id: id === undefined ? null : Number(id), at: performance.now() });
        text = text.slice(end + 2);
      }
    }
  })().catch(() => undefined);
  return {
    heard, comments,
    async leave() {
      stop.abort();
      await reading;
    },
  };
}

function eventOf(type: string, data: string): PlanEvent {
  return { type, data: JSON.parse(data) as unknown } as PlanEvent;
}
