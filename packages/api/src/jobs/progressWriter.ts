import type { Progress } from '@hexalign/engine';

/** What is written of a job's progress. */
export interface Mark {
  phase: string;
  done: number;
  worstDeviation: number | null;
  slots: Uint16Array | null;
}

/**
 * Thins progress out: the first mark is written at once, later ones at most every `pauseMs`, always the latest. Slots
 * of a mark that was passed over go along with the next one.
 */
export class ProgressWriter {
  readonly #write: (mark: Mark) => Promise<void>;
  readonly #pauseMs: number;
  #next: Mark | null = null;
  #writing: Promise<void> | null = null;
  #closed = false;
  #wake: (() => void) | null = null;

  constructor(write: (mark: Mark) => Promise<void>, pauseMs: number) {
    this.#write = write;
    this.#pauseMs = pauseMs;
  }

  report(progress: Progress): void {
    if (this.#closed) return;
    const before = this.#next;
    this.#next = {
      phase: progress.phase,
      done: Math.min(1, Math.max(0, progress.done)),
      worstDeviation: progress.worstDeviation ?? before?.worstDeviation ?? null,
      slots: progress.slots ?? before?.slots ?? null,
    };
    this.#writing ??= this.#loop();
  }

  /** Writes the latest mark without a pause, and nothing more; resolves when it is through. */
  async finish(): Promise<void> {
    this.#closed = true;
    this.#wake?.();
    await this.#writing;
  }

  /** Writes nothing more; resolves when the last write is through. */
  async close(): Promise<void> {
    this.#next = null;
    await this.finish();
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
      setTimeout(resolve, this.#pauseMs).unref();
    });
  }

  async #loop(): Promise<void> {
    let worst: number | null = null;
    while (this.#next !== null) {
      const mark: Mark = this.#next;
      this.#next = null;
      worst = mark.worstDeviation = mark.worstDeviation ?? worst;
      await this.#write(mark);
      if (!this.#closed) await this.#pause();
    }
    this.#writing = null;
  }
}
