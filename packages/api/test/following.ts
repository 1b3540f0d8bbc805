import { endpoints, pathOf, type CreatePlan, type Job, type JobEvent, type Plan } from '../contract/index.ts';
import { accountsFile, planOf } from './accountsFile.ts';
import type { TestServer } from './startTestServer.ts';

/** Reads the events of a job until the stream ends, or until `until` is satisfied. */
export async function eventsOf(api: TestServer, jobId: string, until: (event: JobEvent) => boolean = () => false): Promise<JobEvent[]> {
  const stop = new AbortController();
  const response = await api.fetch(pathOf(endpoints.readJobEvents, { jobId }), { signal: stop.signal });
  const events: JobEvent[] = [];
  let text = '';
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const [, type, data] = /^event: (\w+)\ndata: (.*)$/.exec(text.slice(0, end)) ?? [];
      text = text.slice(end + 2);
      if (type === undefined) continue;
      const event = { type, data: JSON.parse(data) as unknown } as JobEvent;
      events.push(event);
      if (until(event)) {
        stop.abort();
        return events;
      }
    }
  }
  return events;
}

/** The job at its end. */
export async function endOf(api: TestServer, jobId: string): Promise<Job> {
  const last = (await eventsOf(api, jobId)).at(-1);
  if (last?.type !== 'end') throw new Error('the stream closed before the end of the job');
  return last.data;
}

/** Uploads a file and builds a plan over it. */
export async function builtPlan(api: TestServer, more: Partial<CreatePlan> = {}, accounts = 400): Promise<Plan> {
  const dataset = await api.call(endpoints.uploadDataset, { query: { filename: 'accounts.csv' }, body: accountsFile({ accounts }) });
  const { plan, job } = await api.call(endpoints.createPlan, { body: planOf(dataset.id, more) });
  const ended = await endOf(api, job.id);
  if (ended.state !== 'done') throw new Error(`the plan was not built: ${JSON.stringify(ended)}\n${api.trouble.join('\n')}`);
  return api.call(endpoints.readPlan, { params: { planId: plan.id } });
}

/** Runs a design to its end. */
export async function solved(api: TestServer, scenarioId: string, tolerance?: number): Promise<Job> {
  const job = await api.call(endpoints.solveScenario, { params: { scenarioId }, body: { preset: 'fast', seed: 3, tolerance } });
  return endOf(api, job.id);
}
