import type { ColumnType, Generated } from 'kysely';
import type { GivenCause } from '../../contract/edits.ts';
import type { WhatIfProposal } from '../../contract/whatif.ts';

/** A grid of what-ifs about one state. */
export interface WhatIfBatchTable {
  id: Generated<string>;
  workspace_id: string;
  scenario_id: string;
  base_seq: number;
  actor: string;
  at: ColumnType<Date, never, never>;
}

/** Where a what-if stands in its grid; null: as it is now, or without a limit. */
export interface GridCell {
  readonly territories: number;
  readonly tolerance: number | null;
  readonly budget: number | null;
}

/** One what-if of a grid: its job, and what came of it. */
export interface WhatIfPointTable {
  workspace_id: string;
  batch_id: string;
  point: number;
  cell: ColumnType<GridCell, string, never>;
  job_id: string;
  proposal: ColumnType<WhatIfProposal | null, never, string>;
  cause: ColumnType<GivenCause | null, never, string>;
}
