import type { Cost } from './clock.ts';

/** One line of the report: a way of doing one thing, at one size. */
export interface Row extends Cost {
  readonly topic: string;
  readonly size: string;
  /** Units in the instance. */
  readonly units: number;
  readonly way: string;
  /** True for our own way; the others are peers measured in the same run on the same input. */
  readonly own: boolean;
  /** What it came to, e.g. `worst deviation: 0.041`; time without quality says nothing. */
  readonly quality: Readonly<Record<string, number | string>>;
}
