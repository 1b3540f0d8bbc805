import { setTimeout as sleep } from 'node:timers/promises';
import type { CrmClient, RowResult } from './client.ts';
import type { CrmRow, CrmStep } from './step.ts';

/** A batch as it is kept: what was sent, and what became of it. */
export interface Batch {
  readonly number: number;
  readonly step: CrmStep;
  readonly rows: readonly CrmRow[];
  /** What the system calls it; null = it was not begun there. */
  readonly reference: string | null;
  /** Null while that is not known. */
  readonly results: readonly RowResult[] | null;
}

/** Where batches are put down, each before it is sent: whoever takes up a broken push finds what was under way. */
export interface BatchLog {
  begin(number: number, step: CrmStep, rows: readonly CrmRow[]): Promise<void>;
  begun(number: number, reference: string): Promise<void>;
  ended(number: number, results: readonly RowResult[]): Promise<void>;
}

export interface PushOptions {
  readonly client: CrmClient;
  readonly steps: readonly CrmStep[];
  readonly log: BatchLog;
  /** Number of the first batch. */
  readonly from: number;
  readonly abandon?: AbortSignal;
  readonly report?: (rowsDone: number, rows: number, step: string) => void;
  /** Milliseconds before rows are tried again that somebody else held; for tests. */
  readonly pause?: (tries: number) => number;
}

/** Tries of a row that somebody else holds. */
const MOST_TRIES = 6;

/**
 * Writes steps one after the other in batches one after the other. Rows that somebody else holds are tried again; rows that are
 * refused are put down and the others go on. Once a row was refused nothing is deleted any more: nothing is taken away while
 * something could not be put in its place.
 *
 * @returns names of the steps that were held back
 */
export async function push({ client, steps, log, from, abandon, report = () => undefined, pause = (tries) => 1000 * 2 ** tries }: PushOptions): Promise<string[]> {
  const total = steps.reduce((sum, { rows }) => sum + rows.length, 0);
  const held: string[] = [];
  let [number, done, refused] = [from, 0, false];
  for (const step of steps) {
    if (refused && step.operation === 'delete') {
      held.push(step.name);
      continue;
    }
    const most = client.batchOf(step);
    for (let start = 0; start < step.rows.length; start += most) {
      let rows = step.rows.slice(start, start + most);
      for (let tries = 0; rows.length > 0; tries++) {
        abandon?.throwIfAborted();
        report(done, total, step.name);
        const own = number++;
        await log.begin(own, step, rows);
        const results = await client.write(step, rows, { begun: (reference) => log.begun(own, reference), abandon });
        const last = tries === MOST_TRIES - 1;
        await log.ended(own, results);
        const again = last ? [] : rows.filter((_, i) => results[i].error?.again === true);
        refused ||= results.some(({ error }) => error !== null && (last || !error.again));
        done += rows.length - again.length;
        rows = again;
        if (rows.length > 0) await sleep(pause(tries), undefined, { signal: abandon });
      }
    }
  }
  report(total, total, '');
  return held;
}

/** What became of every row at last, batch by batch; of a row that was tried again only its last try counts. */
export function outcomes(batches: readonly Batch[]): { readonly step: CrmStep; readonly row: CrmRow; readonly result: RowResult; readonly tries: number }[] {
  const last = new Map<string, { step: CrmStep; row: CrmRow; result: RowResult; tries: number }>();
  for (const { step, rows, results } of batches) {
    results?.forEach((result, i) => {
      const key = `${step.name} ${JSON.stringify(rows[i].values)}`;
      const tries = (last.get(key)?.tries ?? 0) + 1;
      // Map keeps the place of the first try: that is the order in which things were asked for.
      last.set(key, { step, row: rows[i], result, tries });
    });
  }
  return [...last.values()];
}
