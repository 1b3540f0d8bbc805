import type { Progress } from '@hexalign/engine';

/** One line on a terminal that keeps changing: phase, best deviation so far, elapsed. Silent when stderr is none. */
export class ProgressLine {
  private readonly started = performance.now();
  private shownAt = 0;
  private shown = false;
  private readonly stream: NodeJS.WriteStream;

  constructor(stream: NodeJS.WriteStream = process.stderr) {
    this.stream = stream;
  }

  /** Shows at most ten times a second. */
  show(progress: Pick<Progress, 'phase' | 'worstDeviation'> & { readonly done?: number }): void {
    const now = performance.now();
    if (!this.stream.isTTY || now - this.shownAt < 100) return;
    this.shownAt = now;
    const parts = [progress.phase];
    if (progress.done !== undefined) parts.push(`${Math.round(progress.done * 100)} %`);
    if (progress.worstDeviation !== undefined && Number.isFinite(progress.worstDeviation)) parts.push(`best ${(progress.worstDeviation * 100).toFixed(1)} % off`);
    parts.push(`${((now - this.started) / 1000).toFixed(0)} s`);
    this.stream.write(`\r\u001b[K${parts.join(' \u00b7 ').slice(0, Math.max(20, (this.stream.columns || 80) - 1))}`);
    this.shown = true;
  }

  clear(): void {
    if (this.shown) this.stream.write('\r\u001b[K');
    this.shown = false;
  }
}
