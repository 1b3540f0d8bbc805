import { endpoints, pathOf, PlanEvent } from '@hexalign/api/contract';

const KINDS = ['hello', 'edits', 'scenario', 'timeline', 'job', 'presence', 'people', 'reset'] as const satisfies readonly PlanEvent['type'][];
const AGAIN_MS = [1000, 2000, 5000, 10_000];

/**
 * Follows what happens in a plan. A browser that loses the line takes it up by itself and names the last event it has,
 * so that nothing is missed; where a server turned the browser away, this goes on in its place.
 *
 * @returns a function that stops following
 */
export function followPlan(planId: string, scenarioId: string, listen: { event(event: PlanEvent): void; line(open: boolean): void }): () => void {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let lastId: number | null = null;
  let failures = 0;
  const open = (): void => {
    source = new EventSource(pathOf(endpoints.followPlan, { planId }, { scenarioId, ...(lastId === null ? {} : { lastEventId: lastId }) }));
    for (const type of KINDS) {
      source.addEventListener(type, (message: MessageEvent<string>) => {
        if (message.lastEventId !== '') lastId = Number(message.lastEventId);
        const event = PlanEvent.safeParse({ type, data: JSON.parse(message.data) as unknown });
        if (event.success) listen.event(event.data);
      });
    }
    source.addEventListener('open', () => {
      failures = 0;
      listen.line(true);
    });
    source.addEventListener('error', () => {
      listen.line(false);
      if (source?.readyState !== EventSource.CLOSED) return;
      timer = setTimeout(open, AGAIN_MS[Math.min(failures++, AGAIN_MS.length - 1)]);
    });
  };
  open();
  return () => {
    if (timer) clearTimeout(timer);
    source?.close();
  };
}
