import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';

/** What the figures were measured on. */
export interface Machine {
  readonly node: string;
  readonly processors: number;
  readonly model: string;
  readonly memoryGB: number;
  readonly platform: string;
  /** Processors that other work kept busy, mean over the run; null where the system does not say. */
  readonly othersBusy: number | null;
}

/** Processors kept busy by others above which CPU figures are said to be too high: caches and cores are shared. */
const BUSY = 0.3;

/** Watches how busy the machine is while a benchmark runs, which itself takes one processor. */
export class Watch {
  readonly #samples: number[] = [];

  /** To be called now and then, when a case ends. */
  look(): void {
    this.#samples.push(loadavg()[0]);
  }

  machine(): Machine {
    const loads = this.#samples.filter((load) => load > 0);
    const mean = loads.reduce((sum, load) => sum + load, 0) / loads.length;
    return {
      node: process.version, processors: availableParallelism(), model: cpus()[0]?.model ?? 'unknown', memoryGB: Math.round(totalmem() / 1e9), platform: `${process.platform}-${process.arch}`,
      othersBusy: loads.length > 0 ? Math.round(10 * Math.max(0, mean - 1)) / 10 : null,
    };
  }
}

/** One sentence for readers, with a warning when others were at work. */
export function describeMachine({ node, processors, model, memoryGB, othersBusy }: Machine): string {
  const where = `Measured with Node ${node.replace(/^v/, '')} on ${processors} processors (${model}), ${memoryGB} GB.`;
  return othersBusy === null || othersBusy <= BUSY ? where : `${where} **Other work kept about ${othersBusy} processors busy meanwhile: CPU seconds are higher than on a quiet machine, wall seconds much higher.**`;
}
