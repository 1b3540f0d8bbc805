import type { RecordKind } from '../../contract/imports.ts';
import type { Veil } from './veil.ts';

type Body = Readonly<Record<string, unknown>>;

/** Of a person: what the position asks for and offers, not who it is, where they live or how long they have been there. */
const OF_PEOPLE = ['skills', 'capacity', 'territory'];

/** A record of the register without people in it. */
export function bodyWithoutPeople(kind: RecordKind, body: Body, veil: Veil): Record<string, unknown> {
  if (kind === 'people') return veil.answer(Object.fromEntries(OF_PEOPLE.flatMap((field) => (field in body ? [[field, body[field]]] : []))));
  return veil.answer({ ...body });
}

/** What such a record is known by. */
export function keyWithoutPeople(kind: RecordKind, key: string, body: Body, veil: Veil): string {
  if (kind === 'people') return veil.person(key);
  if (kind === 'covers') return [veil.text(String(body.territory ?? '')), body.role, body.from, veil.person(String(body.person ?? ''))].map(String).join('|');
  return veil.text(key);
}
