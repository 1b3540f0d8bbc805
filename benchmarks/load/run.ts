/** `node benchmarks/load/run.ts [people] [seconds] [streams]`: many people at one plan, and onlookers beside them; figures as JSON. */
import { crowd } from './crowd.ts';

const [people = 50, seconds = 60, streams = 200] = process.argv.slice(2).map(Number);
const report = await crowd({ people, seconds, streams, stroke: 20 });
console.log(JSON.stringify(report, null, 2));
process.exitCode = report.log.lost === 0 && report.log.whole && report.log.replays && report.log.overwritten === 0 && report.odd.length === 0 ? 0 : 1;
