import { endpoints, unpackSlots, type FrontierPoint, type FrontierResult, type Job, type JobProgress, type Scenario, type SolveRequest } from '@hexalign/api/contract';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import type { Editor } from '../../editor/Editor.ts';
import type { EngineHost } from '../../engine/engineHost.ts';
import { routes } from '../../routes.ts';
import { call } from '../../server/call.ts';
import { queryClient } from '../../server/queries.ts';
import { useJob } from '../../server/useJob.ts';
import { formatShare } from '../../text/format.ts';
import { told } from '../../text/told.ts';
import { useText } from '../../text/useText.ts';
import { useToast } from '../../ui/toast.ts';
import { draw } from '../scenarios/useDrawn.ts';
import type { Ghost } from './useDesign.ts';

/** Plans to choose from, and the one that is looked at. */
export interface Frontier {
  /** The pane is open. */
  readonly open: boolean;
  readonly running: boolean;
  readonly progress: JobProgress | null;
  readonly result: FrontierResult | null;
  readonly error: string | null;
  /** Number of the plan that is pointed at. */
  readonly looked: number | null;
  readonly ghost: Ghost | null;
  setOpen(open: boolean): void;
  start(request: SolveRequest): void;
  stop(): void;
  look(point: number | null): void;
  /** Opens a plan as a scenario of its own and goes there, or takes it into this one. */
  take(point: FrontierPoint, into: 'fork' | 'here'): void;
}

/** Looks for plans of one scenario and shows them; those of an earlier visit are found again. */
export function useFrontier(planId: string, scenarioId: string, editor: Editor, host: EngineHost): Frontier {
  const t = useText().designing.trade;
  const toast = useToast();
  const [, go] = useLocation();
  const [open, setOpen] = useState(false);
  const [jobId, setJobId] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [looked, setLooked] = useState<number | null>(null);
  const [ghost, setGhost] = useState<Ghost | null>(null);
  const last = useQuery({ queryKey: ['frontier', scenarioId], enabled: open, queryFn: ({ signal }): Promise<{ job: Job | null }> => call(endpoints.readFrontier, { params: { scenarioId }, signal }) });
  const job = last.data?.job ?? null;
  const active = job !== null && (job.state === 'queued' || job.state === 'running') ? job.id : jobId;
  const { progress } = useJob(active, (ended) => {
    setJobId(null);
    queryClient.setQueryData(['frontier', scenarioId], { job: ended });
    if (ended.state === 'failed') setError(ended.error ? told(ended.error.message) : t.failed);
  });
  const result = job?.result?.frontier ?? null;
  const pictures = useRef(new Map<string, Promise<Ghost>>());
  const turn = useRef(0);
  const look = useCallback((point: number | null): void => {
    const own = ++turn.current;
    setLooked(point);
    if (point === null || job === null) return setGhost(null);
    const key = `${job.id} ${point}`;
    const picture = pictures.current.get(key) ?? call(endpoints.readPoint, { params: { jobId: job.id, point } }).then(async (packed): Promise<Ghost> => {
      const slots = unpackSlots(packed, editor.slots.length);
      return { slots, ...(await draw(host, editor.graph.fingerprint, slots.slice(), editor.state.territories.length, 2000)) };
    });
    pictures.current.set(key, picture);
    // Whoever looks on meanwhile is not shown what was asked for before.
    picture.then((found) => turn.current === own && setGhost(found)).catch(() => {
      pictures.current.delete(key);
      if (turn.current === own) setError(t.outdated);
    });
  }, [job, editor, host, t]);
  useEffect(() => {
    if (!open) look(null);
  }, [open, look]);
  const starting = useRef(false);
  const start = useCallback((request: SolveRequest) => {
    if (starting.current) return;
    starting.current = true;
    setError(null);
    setOpen(true);
    look(null);
    call(endpoints.startFrontier, { params: { scenarioId }, body: request }).then(({ id }: Job) => {
      queryClient.setQueryData(['frontier', scenarioId], { job: null });
      setJobId(id);
    }).catch((reason: Error) => setError(reason.message)).finally(() => { starting.current = false; });
  }, [scenarioId, look]);
  const stop = useCallback(() => {
    if (active !== null) call(endpoints.cancelJob, { params: { jobId: active }, body: { keep: true } }).catch((reason: Error) => setError(reason.message));
  }, [active]);
  // A second click is no second scenario.
  const taking = useRef(false);
  const take = useCallback((point: FrontierPoint, into: 'fork' | 'here') => {
    if (job === null || taking.current) return;
    taking.current = true;
    const name = t.name(point.point + 1, formatShare(point.worstDeviation));
    const work = async (): Promise<void> => {
      const scenario: Scenario = await call(endpoints.takePoint, { params: { jobId: job.id, point: point.point }, body: { into, name } });
      look(null);
      if (into === 'here') {
        await editor.sync();
        return toast({ text: t.taken(point.point + 1) });
      }
      await queryClient.invalidateQueries({ queryKey: ['plan', planId] });
      go(routes.scenario(planId, scenario.id));
      toast({ text: t.opened(scenario.name) });
    };
    work().catch((reason: Error) => toast({ text: reason.message, tone: 'danger' })).finally(() => { taking.current = false; });
  }, [job, t, look, editor, toast, planId, go]);
  return { open, running: active !== null, progress, result, error, looked, ghost, setOpen, start, stop, look, take };
}
