import { endpoints, type Import, type Job } from '@hexalign/api/contract';
import { useMutation } from '@tanstack/react-query';
import { call } from '../../server/call.ts';
import { queryClient } from '../../server/queries.ts';
import { useJob } from '../../server/useJob.ts';
import { useText } from '../../text/useText.ts';
import { Busy } from './Busy.tsx';
import { recordsChanged } from './dataQueries.ts';

/** What a job does to an import, how far it is, and the way to end it. `onEnd` is told how it ended, after the import was asked for anew. */
export function ImportWork({ made, jobId, onEnd }: { made: Import; jobId: string; onEnd(job: Job): void }): React.ReactNode {
  const t = useText().data;
  const { job, progress } = useJob(jobId, (ended) => void recordsChanged().then(() => onEnd(ended)));
  const cancel = useMutation({ mutationFn: () => call(endpoints.cancelJob, { params: { jobId }, body: { keep: false } }), onSettled: () => queryClient.invalidateQueries({ queryKey: ['import', made.id] }) });
  const kind = job?.kind;
  const title = kind === 'commit' ? t.work.commit(made.filename) : kind === 'undo' ? t.work.undo(made.filename) : t.work.judge(made.filename);
  const phase = progress?.phase;
  return <Busy title={title} why={phase === 'compare' || phase === 'write' || phase === 'follow' || phase === 'read' ? t.work.phase[phase] : t.work.waiting} done={progress?.done ?? 0} onCancel={cancel.isPending ? undefined : () => cancel.mutate()} />;
}
