/** What was asked for when a plan was made; kept in the plan's row. */
export interface PlanRequest {
  readonly start: 'empty' | 'today';
  readonly resolution: readonly [number, number] | null;
  /** As asked for; the plan's own `region` says what became of it. Rows outside an asked region are rejected. */
  readonly region: string | null;
  /** Boundary layer whose areas are the units; null, or left out by older plans: H3 cells. */
  readonly layer?: string | null;
  /** Who covers today's territories, by their names. */
  readonly people: Readonly<Record<string, string>>;
}
