import { endpoints, type Job, type JobProgress } from '@hexalign/api/contract';
import { useEffect, useRef, useState } from 'react';
import { call } from './call.ts';
import { followJob } from './jobEvents.ts';

export interface JobView {
  readonly job: Job | null;
  readonly progress: JobProgress | null;
  /** The line to the server is down; it is being tried again. */
  readonly lost: boolean;
}

/** The state of a job as it changes; `onEnd` is called once. `null` follows nothing. */
export function useJob(jobId: string | null, onEnd?: (job: Job) => void): JobView {
  const [view, setView] = useState<JobView & { id: string | null }>({ id: null, job: null, progress: null, lost: false });
  const ended = useRef(onEnd);
  ended.current = onEnd;
  useEffect(() => {
    if (jobId === null) return;
    let live = true;
    setView({ id: jobId, job: null, progress: null, lost: false });
    call(endpoints.readJob, { params: { jobId } })
      .then((job) => live && setView((before) => ({ ...before, id: jobId, job, progress: before.progress ?? job.progress })))
      .catch(() => live && setView((before) => ({ ...before, lost: true })));
    const stop = followJob(jobId, {
      progress: (progress) => setView((before) => ({ ...before, progress, lost: false })),
      end: (job) => {
        setView({ id: jobId, job, progress: job.progress, lost: false });
        ended.current?.(job);
      },
      lost: () => setView((before) => ({ ...before, lost: true })),
    });
    return () => {
      live = false;
      stop();
    };
  }, [jobId]);
  return view.id === jobId ? view : { job: null, progress: null, lost: false };
}
