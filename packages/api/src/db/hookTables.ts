import type { ColumnType, Generated } from 'kysely';
import type { HookDelivery } from '../../contract/hooks.ts';

type Made = ColumnType<Date, never, Date>;

export interface HookTable {
  id: Generated<string>;
  workspace_id: string;
  name: string;
  url: string;
  events: string[];
  secret: string;
  enabled: Generated<boolean>;
  failing_since: ColumnType<Date | null, never, Date | null>;
  actor: string;
  created_at: Made;
}

export interface HookDeliveryTable {
  id: Generated<string>;
  workspace_id: string;
  hook_id: string;
  event: string;
  /** Read as the value, written as JSON text. */
  body: ColumnType<unknown, string, string>;
  at: Made;
  /** Whether it was put into the queue. */
  queued: Generated<boolean>;
  state: ColumnType<HookDelivery['state'], never, HookDelivery['state']>;
  attempts: Generated<number>;
  status: ColumnType<number | null, never, number | null>;
  detail: ColumnType<string | null, never, string | null>;
  delivered_at: ColumnType<Date | null, never, Date | null>;
}
