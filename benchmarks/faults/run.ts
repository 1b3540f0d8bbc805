/** `node benchmarks/faults/run.ts [kills] [edits between kills] [seed]`: the storm of kills, and its report as JSON. */
import { storm } from './storm.ts';

const [kills = 100, between = 55, seed = 1] = process.argv.slice(2).map(Number);
const began = Date.now();
const report = await storm({ kills, between, editors: 6, seed, say: (line) => process.stderr.write(`faults: ${line}\n`) });
console.log(JSON.stringify({ ...report, minutes: Math.round((Date.now() - began) / 6000) / 10 }, null, 2));
process.exitCode = report.log.lost === 0 && report.log.whole && report.log.replays && report.sameHash && report.opened[0] === report.opened[1] ? 0 : 1;
