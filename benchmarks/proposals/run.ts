/**
 * `node benchmarks/proposals/run.ts [accounts] [territories]`: what-ifs as people ask them, over the API of a server with its database: each
 * playbook from the request to the whole answer. Prints a Markdown table.
 */
import { endpoints, type Mapping, type PlaybookAsked } from '@hexalign/api/contract';
import { startTestServer } from '@hexalign/api/test/startTestServer';
import { companyFile } from '../page/company.ts';
import { describeMachine, Watch } from '../report/machine.ts';
import { waitFor } from '../server/waitFor.ts';

const [accounts, territories] = [Number(process.argv[2] ?? 60_000), Number(process.argv[3] ?? 200)];
const MAPPING: Mapping = {
  id: 'id', name: 'name', place: { kind: 'lngLat', lat: 'lat', lng: 'lng' }, where: [], missing: 'reject', current: 'territory',
  measures: [{ name: 'Revenue', column: 'revenue', unit: 'currency' }, { name: 'Hours', column: 'hours', unit: 'hours' }],
};
const TOLERANCE = 0.1;
const watch = new Watch();
const api = await startTestServer();
const ended = (jobId: string) => waitFor(async () => {
  const job = await api.call(endpoints.readJob, { params: { jobId } });
  return job.state === 'queued' || job.state === 'running' ? null : job;
}, 600_000);

try {
  const dataset = await api.call(endpoints.uploadDataset, { query: { filename: 'company.csv' }, body: companyFile(accounts, territories) });
  const { plan, job } = await api.call(endpoints.createPlan, { body: { name: 'Proposals', datasetId: dataset.id, mapping: MAPPING, territories: null, tolerance: TOLERANCE, region: 'us-lower48', start: 'today', resolution: [5, 6] } });
  await ended(job.id);
  const { scenarioId, unitsId } = await api.call(endpoints.readPlan, { params: { planId: plan.id } });
  const params = { scenarioId: scenarioId! };
  await ended((await api.call(endpoints.solveScenario, { params, body: { preset: 'fast', seed: 1 } })).id);
  const { units } = await api.call(endpoints.readUnits, { params: { unitsId: unitsId! } });
  const asked: readonly [string, PlaybookAsked][] = [
    ['the first question of a plan', { kind: 'leave', slots: [3] }],
    ['one leaves', { kind: 'leave', slots: [17] }],
    ['a twentieth leaves', { kind: 'leave', slots: Array.from({ length: Math.ceil(territories / 20) }, (_, i) => i * 20) }],
    ['a fifth leaves', { kind: 'leave', slots: Array.from({ length: Math.ceil(territories / 5) }, (_, i) => i * 5) }],
    ['somebody is hired', { kind: 'hire', name: 'Newcomer', lng: -93.26, lat: 44.98 }],
    ['split', { kind: 'split', slot: 60 }],
    ['three territories more', { kind: 'count', territories: territories + 3 }],
    ['a tenth more revenue everywhere west of Denver', { kind: 'shift', measure: 'Revenue', factor: 1.1, ground: { kind: 'area', bounds: [-125, 24, -105, 50] } }],
    ['nothing but balance', { kind: 'rebalance' }],
  ];
  const rows: string[] = [];
  for (const [name, playbook] of asked) {
    watch.look();
    const cpu = process.cpuUsage();
    const began = performance.now();
    const { outside, withoutOwner, moved } = await api.call(endpoints.proposeWhatIf, { params, body: { playbooks: [playbook], tolerance: TOLERANCE } });
    const seconds = (performance.now() - began) / 1000;
    const { user, system } = process.cpuUsage(cpu);
    rows.push(`| ${name} | ${seconds.toFixed(2)} | ${((user + system) / 1e6).toFixed(2)} | ${moved.accounts} | ${outside.length} | ${withoutOwner.accounts} |`);
  }
  console.log(`${describeMachine(watch.machine())}\n\n${accounts.toLocaleString('en-US')} accounts, ${units.toLocaleString('en-US')} units, ${territories} territories, within ${100 * TOLERANCE} %.\n\n| what if | s | CPU s | accounts that move | outside their band | without owner |\n| --- | --- | --- | --- | --- | --- |\n${rows.join('\n')}`);
} finally {
  await api.end();
}
