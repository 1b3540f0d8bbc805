import type { Progress } from '@hexalign/engine';

/** Less than this is no gain: deviation beyond tolerance summed over territories, and the share of what shapes cost. */
const LEAST_BEYOND = 5e-4;
const LEAST_SHAPE = 1e-3;

/** Ends a search that brings nothing any more. */
export class NoGain {
  readonly #stop = new AbortController();
  readonly #ms: number;
  #timer: NodeJS.Timeout | undefined;
  #beyond = Infinity;
  #shape = Infinity;

  /** @param seconds without a gain after which `signal` fires; it never does with null */
  constructor(seconds: number | null) {
    this.#ms = seconds === null ? Infinity : 1000 * seconds;
  }

  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  /** Balance counts before shapes: a gain is less deviation beyond tolerance, or better shapes without more of it. The clock starts with the first plan. */
  hear({ beyond, shape }: Progress): void {
    if (beyond === undefined || shape === undefined || this.#ms === Infinity) return;
    const evener = beyond < this.#beyond - LEAST_BEYOND;
    const tidier = beyond <= this.#beyond + LEAST_BEYOND && shape < this.#shape * (1 - LEAST_SHAPE);
    if (!evener && !tidier) return;
    this.#beyond = beyond;
    this.#shape = evener ? shape : Math.min(shape, this.#shape);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#stop.abort(), this.#ms).unref();
  }

  /** To be called at the end. */
  close(): void {
    clearTimeout(this.#timer);
  }
}
