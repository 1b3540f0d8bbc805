import { setImmediate } from 'node:timers/promises';
import { inertiaBound, type InertiaBound, type Problem } from '@hexalign/engine';
import type { Interrupts } from './interrupts.ts';
import type { ProgressLine } from './progressLine.ts';

/** Milliseconds of work between two looks at signals. */
const BREATH_MS = 40;

/** Works out how compact any plan around the same centres could be; an interruption ends it with the bound so far, which is a bound as well. */
export async function runBound(problem: Problem, slots: Uint16Array, line: ProgressLine, interrupts: Interrupts): Promise<{ bound: InertiaBound | null; boundCpuSeconds: number }> {
  const cpu = process.cpuUsage();
  const task = inertiaBound(problem, slots);
  let breathed = performance.now();
  for (let step = task.next(interrupts.stop); ; step = task.next(interrupts.stop)) {
    if (step.done) {
      const { user, system } = process.cpuUsage(cpu);
      return { bound: step.value, boundCpuSeconds: (user + system) / 1e6 };
    }
    line.show(step.value);
    if (performance.now() - breathed > BREATH_MS) {
      await setImmediate();
      breathed = performance.now();
    }
  }
}
