import type { endpoints, ResultOf } from '@hexalign/api/contract';

export type Cover = ResultOf<typeof endpoints.listCovers>['covers'][number];
export type CoverRole = Cover['role'];

/** Somebody of the register; null where the list did not say. */
export interface Person {
  readonly id: string;
  readonly name: string;
  /** Longitude and latitude. */
  readonly home: readonly [number, number] | null;
  readonly capacity: number | null;
  readonly hired: string | null;
  readonly leaves: string | null;
}

/** Who there is, and who covers what: everything that was ever planned and still stands. */
export interface Staff {
  readonly people: ReadonlyMap<string, Person>;
  readonly covers: readonly Cover[];
}

/** A position on a day: its owner, and who stands beside. */
export interface Seat {
  readonly owner: Cover | null;
  readonly beside: readonly Cover[];
}

/** Whether a cover holds on a day. */
export function holdsOn({ from, to }: Pick<Cover, 'from' | 'to'>, day: string): boolean {
  return from <= day && (to === null || to >= day);
}

/** Every position on a day, by the id of its territory. */
export function seatsOn(covers: readonly Cover[], territories: readonly string[], day: string): Map<string, Seat> {
  const seats = new Map<string, Seat>(territories.map((id) => [id, { owner: null, beside: [] }]));
  for (const cover of covers) {
    const seat = seats.get(cover.territory);
    if (seat === undefined || !holdsOn(cover, day)) continue;
    seats.set(cover.territory, cover.role === 'owner' ? { ...seat, owner: cover } : { ...seat, beside: [...seat.beside, cover] });
  }
  return seats;
}

/** Territories that each person owns, by the id of the person. */
export function ownedBy(seats: ReadonlyMap<string, Seat>): Map<string, string[]> {
  const owned = new Map<string, string[]>();
  for (const [territory, { owner }] of seats) if (owner !== null) owned.set(owner.person, [...(owned.get(owner.person) ?? []), territory]);
  return owned;
}

/** Whether somebody works on a day: hired, and not gone. */
export function isThere({ hired, leaves }: Pick<Person, 'hired' | 'leaves'>, day: string): boolean {
  return (hired === null || hired <= day) && (leaves === null || leaves >= day);
}

/** From when until when somebody can hold a position that is to count from a day. */
export function spanOf(person: Pick<Person, 'hired' | 'leaves'> | undefined, day: string): { from: string; to: string | null } {
  return { from: person?.hired && person.hired > day ? person.hired : day, to: person?.leaves ?? null };
}

/** Name of a person, also where only a cover knows of them. */
export function nameOfPerson(staff: Staff, id: string): string {
  return staff.people.get(id)?.name ?? staff.covers.find(({ person, name }) => person === id && name !== null)?.name ?? id;
}
