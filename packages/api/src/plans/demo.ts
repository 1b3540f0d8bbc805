import { createReadStream } from 'node:fs';
import { demoFiles } from '@hexalign/data';
import type { Job } from '../../contract/jobs.ts';
import type { Plan } from '../../contract/plans.ts';
import { readCsv } from '../datasets/readCsv.ts';
import type { Datasets } from '../datasets/service.ts';
import type { Actor } from '../http/actor.ts';
import { AppError } from '../http/appError.ts';
import type { PlanAsked, Plans } from './service.ts';

/** How the invented company reads its own file. */
const DEMO: Pick<PlanAsked, 'name' | 'territories' | 'tolerance' | 'region' | 'start' | 'resolution'> = {
  name: 'Demo: a made-up company', territories: null, tolerance: 0.1, region: null, start: 'today', resolution: null,
};
const MEASURES: PlanAsked['mapping']['measures'] = [
  { name: 'Revenue potential', column: 'revenue_potential', unit: 'currency' },
  { name: 'Workload', column: 'workload_hours', unit: 'hours' },
];

/** Imports the demo company through the ordinary path and starts to build its plan from today's alignment. */
export async function importDemo(actor: Actor, datasets: Datasets, plans: Plans): Promise<{ plan: Plan; job: Job }> {
  const files = demoFiles();
  const dataset = await datasets.upload(actor, 'demo-accounts.csv', createReadStream(files.accounts));
  const { mapping } = dataset.guess;
  if (mapping === null) throw new AppError('dataset.not_a_table', { detail: dataset.guess.notes.join(' ') });
  const asked = { ...DEMO, datasetId: dataset.id, mapping: { ...mapping, name: 'name', measures: MEASURES, current: 'territory' } };
  return plans.create(actor, asked, { people: await peopleOf(files.people) });
}

/** Who covers each territory today. */
async function peopleOf(path: string): Promise<Map<string, string>> {
  const { header, rows } = await readCsv(createReadStream(path));
  const [name, territory] = ['name', 'territory'].map((column) => header.indexOf(column));
  const people = new Map<string, string>();
  for await (const { fields } of rows) people.set(fields[territory], fields[name]);
  return people;
}
