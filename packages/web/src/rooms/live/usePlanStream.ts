import { endpoints, type EditEntry, type Present } from '@hexalign/api/contract';
import { useEffect, useRef, useState } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import { call } from '../../server/call.ts';
import { followPlan } from '../../server/planEvents.ts';
import { queries, queryClient } from '../../server/queries.ts';

/** Others in the plan, and whether the line that tells of them is up. */
export interface PlanStream {
  readonly others: readonly Present[];
  readonly line: boolean;
}

/** A line that comes back at once is not worth a word. */
const LOST_MS = 1500;
/** At most so often others are told where one is. */
const TELL_MS = 400;

/** Keeps the open scenario up to date with what others do, and tells them where one is. `slot`: the territory at hand, -1 for none. */
export function usePlanStream(planId: string, scenarioId: string, editor: Editor, slot: number, onJob: (jobId: string) => void): PlanStream {
  const [present, setPresent] = useState<readonly Present[]>([]);
  const [client, setClient] = useState<string | null>(null);
  const [line, setLine] = useState(true);
  const told = useRef(onJob);
  told.current = onJob;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    const anew = (...keys: string[]): void => keys.forEach((key) => void queryClient.invalidateQueries({ queryKey: [key] }));
    const catchUp = (): void => {
      editor.retry();
      void editor.sync().catch(() => undefined);
      void editor.refresh().catch(() => undefined);
      void editor.recover().catch(() => undefined);
    };
    const receive = (edits: readonly EditEntry[]): void => {
      const me = queryClient.getQueryData(queries.session().queryKey)?.user?.id;
      // Another page of the same person changes what this one can undo.
      if (editor.receive(edits).some(({ actor }) => actor.id === me)) void editor.refresh().catch(() => undefined);
    };
    const stop = followPlan(planId, scenarioId, {
      line: (open) => {
        if (!open) {
          // Every attempt that fails says so again; the first one counts.
          timer ??= setTimeout(() => setLine(false), LOST_MS);
          return;
        }
        if (timer) clearTimeout(timer);
        timer = null;
        setLine(true);
      },
      event: (event) => {
        switch (event.type) {
          case 'hello':
            setClient(event.data.client);
            setPresent(event.data.present);
            return catchUp();
          case 'reset':
            anew('plan', 'timeline', 'revisions', 'signatures', 'colours');
            return catchUp();
          case 'edits':
            return event.data.scenarioId === scenarioId ? receive(event.data.edits) : undefined;
          case 'scenario':
            if (event.data.colours === true) return void queryClient.invalidateQueries({ queryKey: ['colours', event.data.scenarioId] });
            anew('plan', 'revisions', 'signatures', 'budget');
            if (event.data.scenarioId === scenarioId) void editor.refresh().catch(() => undefined);
            return;
          case 'timeline':
            return anew('timeline', 'plan', 'budget');
          case 'job':
            if (event.data.scenarioId === scenarioId && (event.data.state === 'queued' || event.data.state === 'running')) told.current(event.data.id);
            return;
          // Whatever is in memory was told otherwise.
          case 'people':
            return window.location.reload();
          case 'presence':
            return setPresent(event.data.present);
        }
      },
    });
    return () => {
      if (timer) clearTimeout(timer);
      stop();
    };
  }, [planId, scenarioId, editor]);
  useEffect(() => {
    if (client === null) return;
    const timer = setTimeout(() => void call(endpoints.tellPresence, { params: { planId }, body: { client, scenarioId, slot: slot >= 0 && slot < 0xffff ? slot : null } }).catch(() => undefined), TELL_MS);
    return () => clearTimeout(timer);
  }, [client, planId, scenarioId, slot]);
  return { others: present.filter((one) => one.client !== client), line };
}
