/** What was asked for when a plan was made; kept in the plan's row. */
export interface PlanRequest {
  readonly start: 'empty' | 'today';
  readonly resolution: readonly [number, number] | null;
  /** As asked for; the plan's own `region` says what became of it. Rows outside an asked region are rejected. */
  readonly region: string | null;
  /** Who covers today's territories, by their names. */
  readonly people: Readonly<Record<string, string>>;
}
