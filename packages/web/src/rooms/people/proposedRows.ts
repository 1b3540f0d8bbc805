import type { CoverProposal } from '@hexalign/api/contract';
import { spanOf, type Staff } from './staff.ts';
import type { Wish } from './wishesBack.ts';

/** One position of a proposal; `person` null = nobody is proposed for it. */
export interface ProposedRow {
  readonly territory: string;
  readonly name: string;
  readonly person: string | null;
  /** Who owns it on the day as things stand. */
  readonly today: string | null;
  readonly km: number | null;
  readonly kept: number;
  readonly used: number | null;
  readonly fixed: boolean;
}

/** What comes of the rows that are taken. */
export interface ProposedChanges {
  readonly wishes: readonly Wish[];
  readonly filled: number;
  readonly changed: number;
  readonly vacated: number;
  /** People who would own several positions at once, with the names of those. */
  readonly twice: readonly { readonly person: string; readonly positions: readonly string[] }[];
}

/**
 * The rows of a proposal: what becomes vacant first, then what changes, then the rest, each by name.
 *
 * @param today owner by territory on the day
 * @param names of territories, by id
 */
export function proposedRows(proposal: CoverProposal, today: ReadonlyMap<string, string>, names: ReadonlyMap<string, string>): ProposedRow[] {
  const vacant = proposal.vacant.map((territory): ProposedRow => ({ territory, name: names.get(territory) ?? territory, person: null, today: today.get(territory) ?? null, km: null, kept: 0, used: null, fixed: false }));
  const rank = ({ person, today: now }: ProposedRow): number => (person === null ? 0 : person === now ? 2 : 1);
  return [...vacant, ...proposal.covers.map(({ territoryName, territory, person, today: now, km, kept, used, fixed }): ProposedRow => ({ territory, name: territoryName, person, today: now, km, kept, used, fixed }))]
    .sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name, 'en', { numeric: true }));
}

/** A row that would change who holds its position. */
export function changes({ person, today }: ProposedRow): boolean {
  return person !== today;
}

/** What has to be asked for so that the rows hold from a day on; rows left out stay as they are. */
export function proposedChanges(rows: readonly ProposedRow[], leftOut: ReadonlySet<string>, staff: Staff, day: string): ProposedChanges {
  const taken = rows.filter((row) => changes(row) && !leftOut.has(row.territory));
  const wishes = taken.map(({ territory, person }): Wish => (person === null ? { territory, person, from: day, to: null } : { territory, person, ...spanOf(staff.people.get(person), day) }));
  const after = new Map<string, string[]>();
  for (const row of rows) {
    const person = leftOut.has(row.territory) ? row.today : row.person;
    if (person !== null) after.set(person, [...(after.get(person) ?? []), row.name]);
  }
  return {
    wishes,
    filled: taken.filter(({ today, person }) => today === null && person !== null).length,
    changed: taken.filter(({ today, person }) => today !== null && person !== null).length,
    vacated: taken.filter(({ person }) => person === null).length,
    twice: [...after].flatMap(([person, positions]) => (positions.length > 1 ? [{ person, positions }] : [])),
  };
}
