import type { CrmPlan } from './crmPlan.ts';
import type { CrmRow, CrmStep, PresentRows } from './step.ts';

/** What became of a row. */
export interface RowResult {
  /** Id of the record; null where there is none. */
  readonly id: string | null;
  readonly created: boolean;
  /** Null when it went through. */
  readonly error: { readonly code: string; readonly message: string; /** Somebody else held the record: the same row may go through later. */ readonly again: boolean } | null;
}

export interface WriteOptions {
  /** Told what the system calls the batch, before it is worked on there. */
  readonly begun?: (reference: string) => Promise<void>;
  readonly abandon?: AbortSignal;
}

/** A customer system that can be asked and written to. */
export interface CrmClient {
  /** Whom the credentials belong to, in the words of the system. @throws AppError `crm.refused`, `crm.failed` */
  who(): Promise<string>;
  /** Everything that a plan touches, as it stands at this minute. */
  present(plan: CrmPlan): Promise<PresentRows>;
  /** Writes a batch and waits until the system is done with it. One result for each row, in their order. */
  write(step: CrmStep, rows: readonly CrmRow[], options?: WriteOptions): Promise<RowResult[]>;
  /** Results of a batch that another process began; null where the system remembers none. */
  collect(step: CrmStep, rows: readonly CrmRow[], reference: string): Promise<RowResult[] | null>;
  /** Rows that are best written at once. */
  batchOf(step: CrmStep): number;
}
