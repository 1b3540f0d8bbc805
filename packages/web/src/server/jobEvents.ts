import { endpoints, Job, JobProgress, pathOf } from '@hexalign/api/contract';

/**
 * Follows a job until its end. The browser connects again by itself when the line drops; the server then tells the
 * latest progress first, so nothing is lost.
 *
 * @returns a function that stops following
 */
export function followJob(jobId: string, listen: { progress(progress: JobProgress): void; end(job: Job): void; lost?(): void }): () => void {
  const source = new EventSource(pathOf(endpoints.readJobEvents, { jobId }));
  source.addEventListener('progress', (event: MessageEvent<string>) => {
    const progress = JobProgress.safeParse(JSON.parse(event.data));
    if (progress.success) listen.progress(progress.data);
  });
  source.addEventListener('end', (event: MessageEvent<string>) => {
    source.close();
    const job = Job.safeParse(JSON.parse(event.data));
    if (job.success) listen.end(job.data);
  });
  source.addEventListener('error', () => listen.lost?.());
  return () => source.close();
}
