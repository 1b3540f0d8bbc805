import type { endpoints, ResultOf } from '@hexalign/api/contract';

export type InboxItem = ResultOf<typeof endpoints.readPlanInbox>['items'][number];
export type DriftItem = Extract<InboxItem, { code: 'territory.drift' }>;
export type GroundItem = Extract<InboxItem, { code: 'ground.unassigned' }>;
export type TwinsItem = Extract<InboxItem, { code: 'account.twins' }>;
export type OverlapItem = Extract<InboxItem, { code: 'area.overlap' }>;
export type PlaceItem = Extract<InboxItem, { code: 'place.none' | 'place.outside' }>;

/** One thing that wants to be put in order, as the list shows it; what is behind it is drawn when it is opened. */
export interface Issue {
  /** The same as long as it is the same issue; also what it is left by. */
  readonly id: string;
  readonly title: string;
  /** Where it is, in a few words; null where the title says so. */
  readonly where: string | null;
  /** Territories it is about in the open scenario, by slot, for list and map. */
  readonly slots: readonly number[];
  /** Most pressing first. */
  readonly severity: number;
  /** Up to when it is left as it is, and why; null where nobody left it. */
  readonly ignoredUntil: string | null;
  readonly reason: string | null;
  /** Shows on the map where it is; null where that is no place of the open scenario. */
  readonly goThere: (() => void) | null;
  readonly body: React.ReactNode;
}

/** The id of the issue that lies `by` steps from one, round the end; the first where that one is gone. */
export function stepOf(issues: readonly Issue[], from: string | null, by: number): string | null {
  if (issues.length === 0) return null;
  const at = issues.findIndex(({ id }) => id === from);
  return issues[at < 0 ? (by > 0 ? 0 : issues.length - 1) : (at + by + issues.length) % issues.length].id;
}
