import { namesIn } from './namesIn.ts';

/** Everybody known by name, and what they cover. */
export interface KnownNames {
  readonly people: readonly { readonly key: string; readonly name: string | null; readonly territory: string | null }[];
  /** Of today: person by key, territory by id; owners of positions before others. */
  readonly covers: readonly { readonly person: string; readonly territory: string }[];
  /** As they are or once were, those of the first scenario first. */
  readonly territories: readonly { readonly slot: number; readonly id: string; readonly name: string; readonly person: string | null }[];
  /** Names of people who are on no list: owners of accounts, and who was said to come or to leave. */
  readonly others: readonly string[];
}

/** What stands in place of people. */
export interface Positions {
  /** Name by name. */
  readonly labels: readonly (readonly [name: string, label: string])[];
  /** Single parts of people's names. */
  readonly parts: readonly (readonly [part: string, label: string])[];
  /** Null for who is not known. */
  readonly labelOf: (person: string) => string | null;
  readonly territoryCalled: (label: string) => string | null;
}

const NOBODY = 'somebody';

/**
 * Says for everybody which position stands in place of the name: `Position` with the name of the territory that one covers or, where that is
 * a person's name itself, with its number. Whoever covers nothing is `somebody`.
 */
export function positions({ people, covers, territories, others }: KnownNames): Positions {
  const names = new Set([...people.flatMap(({ key, name }) => [name, ...(isName(key) ? [key] : [])]), ...territories.map(({ person }) => person), ...others].filter((name) => name !== null).map((name) => name.trim()).filter((name) => name !== ''));
  const found = namesIn([...names].map((name) => [name, '\0']));
  const personal = (text: string): boolean => found(text) !== text;

  // A territory that is called after somebody, and be it in part, is called by its number.
  const calledAfter = new Map<string, string>();
  const taken = new Map<string, string>();
  const ofId = new Map<string, string>();
  const used = new Map<number, number>();
  for (const { slot, id, name } of territories) {
    for (const text of [id, name]) {
      if (!personal(text) || calledAfter.has(same(text))) continue;
      if (!ofId.has(id)) {
        // Territories of several plans, or of scenarios that went apart, may have one number.
        const nth = (used.get(slot) ?? 0) + 1;
        used.set(slot, nth);
        ofId.set(id, nth === 1 ? `Position ${slot + 1}` : `Position ${slot + 1} (${nth})`);
      }
      calledAfter.set(same(text), ofId.get(id)!);
      if (text === id) taken.set(ofId.get(id)!, id);
    }
  }
  const byId = new Map(territories.map((territory) => [territory.id, territory]));
  const positionOf = (id: string): string => {
    const territory = byId.get(id);
    if (territory === undefined) return personal(id) ? NOBODY : `Position ${id}`;
    return calledAfter.get(same(territory.id)) ?? calledAfter.get(same(territory.name)) ?? `Position ${territory.name}`;
  };

  const positionBy = new Map<string, string>();
  for (const { person, territory } of covers) if (!positionBy.has(person)) positionBy.set(person, positionOf(territory));
  for (const { id, person } of territories) if (person !== null && !positionBy.has(person)) positionBy.set(person, positionOf(id));
  const labels = new Map<string, string>();
  for (const { key, name, territory } of people) {
    const label = positionBy.get(key) ?? (name !== null ? (positionBy.get(name) ?? calledAfter.get(same(name))) : undefined) ?? calledAfter.get(same(key)) ?? (territory === null ? NOBODY : positionOf(territory));
    for (const text of [name, key]) if (text !== null && (!labels.has(text) || labels.get(text) === NOBODY)) labels.set(text, label);
  }
  for (const name of names) if (!labels.has(name)) labels.set(name, positionBy.get(name) ?? calledAfter.get(same(name)) ?? NOBODY);
  const keys = new Set(people.flatMap(({ key, name }) => (isName(key) || key === name ? [] : [key])));
  // Whole names of territories first: what is addressed by one is found again by its label.
  const inTexts = [...territories.flatMap(({ id, name }) => [id, name]).flatMap((text) => (calledAfter.has(same(text)) ? [[text, calledAfter.get(same(text))!] as const] : [])), ...[...labels].filter(([text]) => !keys.has(text))];
  const told = new Set([...people.flatMap(({ key, name }) => [key, name]), ...territories.map(({ person }) => person)]);
  return {
    labels: inTexts,
    parts: inTexts.flatMap(([text, label]) => (text.includes('@') || !told.has(text) ? [] : text.split(/[\s,]+/).filter((part) => /^\p{Lu}\p{L}{2,}/u.test(part)).map((part) => [part, label] as const))),
    labelOf: (person) => labels.get(person) ?? calledAfter.get(same(person)) ?? null,
    territoryCalled: (label) => taken.get(label) ?? null,
  };
}

/** Whether an id tells who somebody is: an address, or words. */
function isName(key: string): boolean {
  return key.includes('@') || /\p{L}{2,}[\s.,_]+\p{L}{2,}/u.test(key) || /^\p{L}{4,}$/u.test(key);
}

function same(text: string): string {
  return text.trim().toLowerCase();
}
