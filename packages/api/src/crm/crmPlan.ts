/** Which state of which plan: what every file and every push carries. */
export interface PlanStamp {
  readonly planId: string;
  readonly plan: string;
  readonly scenario: string;
  readonly revisionId: string;
  readonly revision: string;
  readonly seq: number;
  /** Of the whole document. */
  readonly hash: string;
  /** First day on which it counts, `2026-03-31`. */
  readonly from: string;
}

export interface CrmTerritory {
  readonly id: string;
  readonly name: string;
  /** Id of the territory above. */
  readonly parent: string | null;
  /** 0 holds accounts. */
  readonly level: number;
}

/** Who is on a position; `person` as the register knows them. */
export interface CrmCover {
  readonly territory: string;
  readonly person: string;
  readonly role: 'owner' | 'overlay' | 'backup';
}

export interface CrmAccount {
  readonly id: string;
  /** Null where nobody covers its ground. */
  readonly territory: string | null;
}

/** A plan as any customer system is told of it: no geometry, no amounts. */
export interface CrmPlan {
  readonly stamp: PlanStamp;
  /** Those above before those below. */
  readonly territories: readonly CrmTerritory[];
  readonly covers: readonly CrmCover[];
  readonly accounts: readonly CrmAccount[];
  /** Postal codes with the territory that their centre lies in; ascending. */
  readonly postal: readonly { readonly code: string; readonly territory: string }[];
}

/** How many territories stand above each, by id. */
export function depths(territories: readonly CrmTerritory[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const { id, parent } of territories) found.set(id, parent === null ? 0 : (found.get(parent) ?? 0) + 1);
  return found;
}

/** What the customer system knows a person by. */
export function personThere(people: Readonly<Record<string, string>>, person: string): string {
  return Object.hasOwn(people, person) ? people[person] : person;
}

/** The owner of each position that has one. */
export function ownersOf(covers: readonly CrmCover[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const { territory, person, role } of covers) if (role === 'owner' && !found.has(territory)) found.set(territory, person);
  return found;
}
