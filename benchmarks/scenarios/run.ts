/** `node benchmarks/scenarios/run.ts [entries]`: what a long history, the timeline and the stream of a plan cost; as JSON. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { client } from '../server/client.ts';
import { colorado } from '../server/colorado.ts';
import { freePort, startProcess } from '@hexalign/api/test/process';
import { signIn } from '../server/signIn.ts';
import { askOwners } from './askOwners.ts';
import { followEdits } from './followEdits.ts';
import { activateTwo, growHistory } from './growHistory.ts';
import { openScenario } from './openScenario.ts';

const [entries = 100_000] = process.argv.slice(2).map(Number);
const say = (line: string): void => void process.stderr.write(`scenarios: ${line}\n`);
const dataDir = await mkdtemp(join(tmpdir(), 'hexalign-scenarios-'));
await chmod(dataDir, 0o755);
const port = await freePort();
const start = (): ReturnType<typeof startProcess> => startProcess(['serve'], { DATA_DIR: dataDir, PORT: String(port), HEXALIGN_THREADS: '1' }, /To stop/);
const address = `http://127.0.0.1:${port}`;
let server = await start();
try {
  const at = client(address, await signIn(address, server.said()));
  say('plan');
  const plan = await colorado(at, { accounts: 20_000, territories: 40, resolution: [6, 8] });
  say('follow');
  const events = await followEdits(at, plan, 300);
  say(`${entries} entries`);
  const written = await growHistory(at, plan.scenarioId!, entries);
  await activateTwo(at, plan);
  say('start again');
  await server.stop();
  server = await start();
  const opened = await openScenario(at, plan.scenarioId!);
  say('owners');
  const owners = await askOwners(at, plan.id, 500);
  console.log(JSON.stringify({ units: opened.units, entries: opened.entries, written, opened: opened.ms, owners, events }, null, 2));
} finally {
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
}
