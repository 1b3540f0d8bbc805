/** What a file says of where it comes from, so that it can be traced when it is found years later. */
export interface Stamp {
  /** Id of the plan at its server; null for a plan folder. */
  readonly planId: string | null;
  readonly plan: string;
  readonly scenario: string | null;
  /** Name of the revision where the state has one; else `state 41`, or null for a plan folder. */
  readonly revision: string | null;
  /** SHA-256 of the whole document, which a signature signs; null for a plan folder. */
  readonly documentHash: string | null;
  /** SHA-256 of who has which unit; the same wherever the plan goes. */
  readonly assignmentHash: string;
  /** Day the file speaks of, `YYYY-MM-DD`; null where none was told. */
  readonly date: string | null;
}

/** The hash to tell a state by: that of the whole document where there is one. */
export function hashOf({ documentHash, assignmentHash }: Pick<Stamp, 'documentHash' | 'assignmentHash'>): string {
  return documentHash ?? assignmentHash;
}

/** A stamp as fields of a table, texts all; what is not known is empty. */
export function stampFields(stamp: Stamp): Record<'plan_id' | 'plan' | 'scenario' | 'revision' | 'hash' | 'assignment_hash' | 'date', string> {
  return {
    plan_id: stamp.planId ?? '', plan: stamp.plan, scenario: stamp.scenario ?? '', revision: stamp.revision ?? '',
    hash: hashOf(stamp), assignment_hash: stamp.assignmentHash, date: stamp.date ?? '',
  };
}

/** One line for people: plan, scenario, revision, the first of the hash, the day. */
export function stampLine(stamp: Stamp): string {
  return [stamp.plan, stamp.scenario, stamp.revision, hashOf(stamp).slice(0, 12), stamp.date].filter((part) => part !== null && part !== '').join(' · ');
}
