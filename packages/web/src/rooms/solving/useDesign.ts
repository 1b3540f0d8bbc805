import { endpoints, unpackSlots, type Job, type JobProgress, type ResultOf, type SolveRequest } from '@hexalign/api/contract';
import { assignmentHash } from '@hexalign/engine';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import type { EngineHost } from '../../engine/engineHost.ts';
import { call } from '../../server/call.ts';
import { queryClient } from '../../server/queries.ts';
import { useJob } from '../../server/useJob.ts';
import { told } from '../../text/told.ts';
import { useText } from '../../text/useText.ts';
import { useToast } from '../../ui/toast.ts';
import type { Opened } from '../scenarios/openScenario.ts';
import { draw, type Picture } from '../scenarios/useDrawn.ts';

/** The map shows a better plan once a second at most. */
const BEST_EVERY_MS = 1000;

/** A running design's best slots, with their borders. */
export interface Ghost extends Picture {
  readonly slots: Uint16Array;
}

export interface Design {
  readonly running: boolean;
  readonly progress: JobProgress | null;
  /** Largest deviation over time, for the curve: seconds, 0-1. */
  readonly history: readonly (readonly [number, number])[];
  readonly lost: boolean;
  /** The last design, once it has ended: of this visit, or of before where nothing was changed since. */
  readonly last: Job | null;
  /** It ended during this visit. */
  readonly endedHere: boolean;
  readonly error: Error | null;
  /** Designs from empty ground that ended well during this visit. */
  readonly drawnAnew: number;
  readonly showBest: boolean;
  readonly ghost: Ghost | null;
  setShowBest(on: boolean): void;
  start(request: SolveRequest): Promise<void>;
  /** Runs the last design again, from the state that it started from; null where nobody knows what was asked of it. */
  readonly again: (() => void) | null;
  /** A design that somebody else started. */
  follow(jobId: string): void;
  stop(keep: boolean): void;
}

/** Starts, follows and stops designs of one scenario. A page that comes back finds the one that runs. */
export function useDesign({ editor, plan }: Pick<Opened, 'editor' | 'plan'>, scenarioId: string, host: EngineHost): Design {
  const t = useText().solving;
  const toast = useToast();
  const [jobId, setJobId] = useState<string | null>(editor.runningJob);
  const [last, setLast] = useState<Job | null>(() => (plan.job?.scenarioId === scenarioId && stands(plan.job, editor) ? plan.job : null));
  const [endedHere, setEndedHere] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const [showBest, setShowBest] = useState(true);
  const [ghost, setGhost] = useState<Ghost | null>(null);
  const [history, setHistory] = useState<readonly (readonly [number, number])[]>([]);
  const [drawnAnew, setDrawnAnew] = useState(0);
  const fresh = useRef(false);
  /** What this page asked for last, and the job that it became. */
  const asked = useRef<{ readonly request: SolveRequest; readonly jobId: string } | null>(null);
  const finish = useCallback(
    async (job: Job) => {
      try {
        await editor.sync();
      } finally {
        setJobId(null);
        setGhost(null);
        setLast(job);
        setEndedHere(true);
        if (job.state === 'done' && fresh.current) setDrawnAnew((count) => count + 1);
        void queryClient.invalidateQueries({ queryKey: ['plans'] });
        toast(job.state === 'done' ? { text: t.done.ready } : job.state === 'cancelled' ? { text: t.done.discarded } : { text: job.error ? told(job.error.message) : t.done.failed, tone: 'danger' });
      }
    },
    [editor, toast, t],
  );
  const { progress, lost } = useJob(jobId, (job) => void finish(job));
  const best = progress?.best ?? 0;
  const shown = useRef(0);
  const shownAt = useRef(0);
  const following = useRef(jobId);
  following.current = jobId;
  useEffect(() => {
    if (progress?.worstDeviation === null || progress?.worstDeviation === undefined) return;
    const point = [progress.elapsedSeconds, progress.worstDeviation] as const;
    setHistory((before) => (before.length > 0 && before[before.length - 1][1] === point[1] ? before : [...before, point]));
  }, [progress]);
  useEffect(() => {
    if (jobId === null || best === 0 || !showBest || best === shown.current) return;
    const show = async (): Promise<void> => {
      shown.current = best;
      shownAt.current = performance.now();
      try {
        const slots = unpackSlots(await call(endpoints.readJobBest, { params: { jobId } }), editor.graph.ids.length);
        const picture = await draw(host, editor.graph.fingerprint, slots.slice(), editor.state.territories.length, 2000);
        // A better one may be on its way already; this one is shown all the same, or none ever would be.
        if (following.current === jobId) setGhost({ slots, ...picture });
      } catch {
        // The next best one comes with the next progress; a picture that is late is no harm.
      }
    };
    const timer = setTimeout(() => void show(), Math.max(0, BEST_EVERY_MS - (performance.now() - shownAt.current)));
    return () => clearTimeout(timer);
  }, [jobId, best, showBest, host, editor]);
  const start = useCallback(
    async (request: SolveRequest) => {
      setError(null);
      setLast(null);
      setHistory([]);
      shown.current = 0;
      // Colours are chosen anew where ground is, and nothing of before counts.
      fresh.current = request.start !== 'current' && request.fromSeq === undefined && !request.weights?.disruption && request.budget === undefined && request.scope === undefined;
      try {
        const job: ResultOf<typeof endpoints.solveScenario> = await call(endpoints.solveScenario, { params: { scenarioId }, body: request });
        asked.current = { request, jobId: job.id };
        await editor.sync();
        setJobId(job.id);
      } catch (reason) {
        setError(reason as Error);
      }
    },
    [scenarioId, editor],
  );
  const again = useMemo(() => {
    const { seq = null, outcome } = last?.result ?? {};
    const own = last !== null && asked.current?.jobId === last.id ? asked.current.request : null;
    if (outcome === undefined || (own === null && seq === null)) return null;
    const run = async (): Promise<void> => start({ ...(own ?? (await askedAt(scenarioId, seq as number))), fromSeq: outcome.baseSeq });
    return () => void run().catch((reason: Error) => setError(reason));
  }, [last, start, scenarioId]);
  const follow = useCallback((id: string) => setJobId((now) => now ?? id), []);
  const stop = useCallback(
    (keep: boolean) => {
      if (jobId !== null) call(endpoints.cancelJob, { params: { jobId }, body: { keep } }).catch((reason: Error) => setError(reason));
    },
    [jobId],
  );
  return { running: jobId !== null, progress, history, lost, last, endedHere, error, drawnAnew, showBest, ghost: showBest ? ghost : null, setShowBest, start, again, follow, stop };
}

/** Whether the open state is what a design came to: nothing was changed since. */
function stands({ kind, state, result }: Job, { state: { seq }, graph, slots }: Editor): boolean {
  if (kind !== 'solve' || state !== 'done' || !result?.outcome) return false;
  // A design that left all as it was has no entry of its own.
  return result.seq === null ? result.outcome.assignmentHash === assignmentHash(graph.fingerprint, slots) : result.seq === seq;
}

/** What was asked of the design that made an entry of the history. */
async function askedAt(scenarioId: string, seq: number): Promise<SolveRequest> {
  const { edits } = await call(endpoints.listEdits, { params: { scenarioId }, query: { after: seq - 1, bodies: 'no', limit: 1 } });
  const cause = edits[0]?.cause;
  return (cause?.kind === 'solver' ? cause.asked : undefined) ?? {};
}
