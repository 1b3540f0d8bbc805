import type { WhoIsWho } from './whoIsWho.ts';

/** How people are spoken of to somebody from whom they are hidden. */
export interface Veil {
  /** A text with positions in place of people's names. */
  text(text: string): string;
  /** The same of what somebody wrote: also without single parts of names, and without where somebody lives. */
  sentence(text: string): string;
  /** What stands in place of a person, however it is named; null stays null. */
  person<T extends string | null>(name: T): T;
  /** A document without people, wherever they stand in it. */
  answer<T>(document: T): T;
  /** What the caller sent, with the ids of territories in place of how they were told them; edits, which say what was before, are left to their room. */
  asked<T>(document: T): T;
}

/** Keys under which people write, or sentences are made of what they wrote. */
const SENTENCES: ReadonlySet<string> = new Set(['reason', 'reasons', 'note', 'notes', 'text', 'rule', 'detail', 'message', 'found', 'expected', 'asked', 'ended', 'outside', 'clash', 'limitedBy', 'findings']);
/** Keys of things that people give a name of their choice. */
const NAMED_BY_PEOPLE = ['note', 'hash', 'seq', 'status', 'layer', 'archived', 'url', 'crm', 'maker', 'source', 'inForce'];
const NAMES: ReadonlySet<string> = new Set(['scenarioName', 'revisionName', 'plan', 'scenario', 'revision', 'filename']);
/** Keys under which somebody stands who did something. */
const DOERS: ReadonlySet<string> = new Set(['actor', 'by', 'approver', 'approvers']);
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const HOME = / is hired at -?\d+(\.\d+)?, -?\d+(\.\d+)?/g;

/** @param self id of who asks: what one did oneself stays one's own */
export function makeVeil({ inText, inSentence, labelOf, doerOf, territoryCalled }: WhoIsWho, self: string): Veil {
  const sentence = (text: string): string => inSentence(text.replace(HOME, ' is hired'));
  const string = (text: string, key: string): string => (UUID.test(text) ? text : SENTENCES.has(key) || NAMES.has(key) ? sentence(text) : inText(text));

  function told(value: unknown, key: string): unknown {
    if (typeof value === 'string') return string(value, key);
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
    if (Array.isArray(value)) {
      if (typeof value[0] === 'number') return value;
      return value.filter((one) => !isHome(one) && !isHome((one as { constraint?: unknown } | null)?.constraint)).map((one: unknown) => told(one, key));
    }
    // Dates, maps and streams are no documents.
    if (Object.getPrototypeOf(value) !== Object.prototype) return value;
    if (isHome(value)) return null;
    if (DOERS.has(key) && 'id' in value && 'name' in value) return { id: value.id === self || key === 'approvers' ? value.id : '', name: doerOf(String(value.id)) };
    const fields: [string, unknown][] = [];
    for (const [name, inner] of Object.entries(value)) {
      // What was asked holds names and homes; a sentence says the same without them.
      if (name === 'playbooks') continue;
      if ((name === 'person' || name === 'owner') && typeof inner === 'string') fields.push([name, labelOf(inner)]);
      else if (name === 'actor' && typeof inner === 'string') fields.push([name, doerOf(inner)]);
      else if (name === 'email' || name === 'mail' || name === 'photo') fields.push([name, null]);
      else if (name === 'name' && 'person' in value && 'territory' in value) fields.push([name, null]);
      else fields.push([name, told(inner, name === 'name' && NAMED_BY_PEOPLE.some((one) => one in value) ? 'text' : name)]);
    }
    return Object.fromEntries(fields);
  }

  function meant(value: unknown): unknown {
    if (typeof value === 'string') return territoryCalled(value) ?? value;
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
    if (Array.isArray(value)) return typeof value[0] === 'number' ? value : value.map(meant);
    if (Object.getPrototypeOf(value) !== Object.prototype) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, name === 'edits' ? inner : meant(inner)]));
  }

  return {
    sentence, text: inText,
    person: <T extends string | null>(name: T): T => (name === null ? name : (labelOf(name) as T)),
    answer: <T>(document: T): T => told(document, '') as T,
    asked: <T>(document: T): T => meant(document) as T,
  };
}

/** A person's point, as a bound of a scenario. */
function isHome(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'home' && 'slot' in value;
}
