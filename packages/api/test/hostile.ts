/** Small numbers that look like chance and are the same for a seed. */
export function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export type Schema = { readonly [key: string]: unknown };
type Roll = () => number;

const pick = <T>(roll: Roll, from: readonly T[]): T => from[Math.floor(roll() * from.length)];

/** Texts that have broken programs before. */
const TEXTS: readonly string[] = [
  '', ' ', '\u0000', 'a\u0000b', '\ud800', '\u202e\u0301\u200b', '💥'.repeat(50), 'x'.repeat(100_000), '"; drop table plans; --', "' or 1=1 --", '$1', '%s%n', '../../../../etc/passwd', '..%2f..%2f',
  '__proto__', 'constructor', 'toString', 'NaN', 'Infinity', '1e999', '-1', '00000000-0000-0000-0000-000000000000', '2026-02-30', '9999-12-31', '0001-01-01', '275760-09-13T00:00:00.000Z', '=1+1', '<script>', '\r\nset-cookie: a=b', '{"$gt":""}', 'us-xx', 'us+us+us',
];
const NUMBERS: readonly number[] = [0, -0, -1, 1, 0.5, 1e-320, 1e308, -1e308, 2 ** 31, 2 ** 32, 2 ** 53, -(2 ** 53), 65_535, 65_536, 1e21];

/** Any JSON value, wrong in most places. */
function anything(roll: Roll): unknown {
  const kind = Math.floor(roll() * 10);
  if (kind < 3) return pick(roll, TEXTS);
  if (kind < 5) return pick(roll, NUMBERS);
  if (kind === 5) return pick(roll, [null, true, false]);
  if (kind === 6) return Array.from({ length: pick(roll, [0, 1, 3, 2000]) }, () => 0);
  if (kind === 7) return JSON.parse('{"__proto__":{"admin":true},"constructor":{"prototype":{}},"toString":1}') as unknown;
  if (kind === 8) return [[[[{}]]]];
  return {};
}

/**
 * A value of a JSON Schema, or one that is wrong somewhere.
 *
 * @param wrongness 0-1: how often a part is replaced by anything
 */
export function valueOf(schema: Schema, all: Readonly<Record<string, Schema>>, roll: Roll, wrongness: number, depth = 0): unknown {
  if (roll() < wrongness) return anything(roll);
  const { $ref, anyOf, oneOf, allOf, type, properties, items, prefixItems, required = [], minItems = 0, minimum = 0, maximum, minLength = 0, maxLength = 40, format, pattern } = schema as Record<string, never> & Schema;
  const next = (inner: Schema): unknown => valueOf(inner, all, roll, wrongness, depth + 1);
  if ($ref !== undefined) return depth > 12 ? null : next(all[String($ref).split('/').at(-1)!] ?? {});
  if ('const' in schema) return schema.const;
  if (Array.isArray(schema.enum)) return pick(roll, schema.enum as unknown[]);
  const choices = (anyOf ?? oneOf) as readonly Schema[] | undefined;
  if (choices !== undefined) return next(pick(roll, choices));
  if (allOf !== undefined) return Object.assign({}, ...(allOf as readonly Schema[]).map(next)) as unknown;
  const kind = Array.isArray(type) ? pick(roll, type as readonly string[]) : (type as string | undefined);
  if (kind === 'object') {
    const entries = Object.entries((properties ?? {}) as Record<string, Schema>).filter(([name]) => (required as readonly string[]).includes(name) || roll() < 0.6);
    if (roll() < wrongness) entries.push([pick(roll, ['__proto__', 'extra', 'constructor', '']), {}]);
    return Object.fromEntries(entries.map(([name, inner]) => [name, next(inner)]));
  }
  if (kind === 'array') {
    if (prefixItems !== undefined) return (prefixItems as readonly Schema[]).map(next);
    return Array.from({ length: Number(minItems) + Math.floor(roll() * 3) }, () => next((items ?? {}) as Schema));
  }
  if (kind === 'integer') return Number(minimum) + Math.floor(roll() * Math.min(50, Number(maximum ?? 50) - Number(minimum) + 1));
  if (kind === 'number') return Number(minimum) + roll() * Math.min(1, Number(maximum ?? 1) - Number(minimum));
  if (kind === 'boolean') return roll() < 0.5;
  if (kind === 'null') return null;
  if (kind === 'string') {
    if (format === 'uuid') return '00000000-0000-4000-8000-000000000000';
    if (format === 'date') return '2026-11-26';
    if (format === 'date-time') return '2026-11-26T00:00:00.000Z';
    if (format === 'email') return 'somebody@example.org';
    if (pattern !== undefined) return pick(roll, ['us-co', 'A', '1', '2026-11-26']);
    return 'a name'.padEnd(Number(minLength), 'x').slice(0, Number(maxLength));
  }
  return anything(roll);
}

/** The value with one part of it exchanged for a hostile one, mostly of the same kind. */
export function spoilt(value: unknown, roll: Roll): unknown {
  const copy = structuredClone(value);
  const places: { holder: Record<string, unknown>; name: string }[] = [];
  const walk = (inner: unknown): void => {
    if (typeof inner !== 'object' || inner === null) return;
    for (const name of Object.keys(inner)) {
      places.push({ holder: inner as Record<string, unknown>, name });
      walk((inner as Record<string, unknown>)[name]);
    }
  };
  walk(copy);
  if (places.length === 0) return anything(roll);
  const { holder, name } = pick(roll, places);
  const was = holder[name];
  holder[name] = roll() < 0.3 ? anything(roll) : typeof was === 'string' ? pick(roll, TEXTS) : typeof was === 'number' ? pick(roll, NUMBERS) : Array.isArray(was) ? [...(was as unknown[]), ...(was as unknown[]), anything(roll)] : anything(roll);
  return copy;
}

/** Bodies that are no JSON of any schema. */
export function rawBody(roll: Roll): { body: string | Uint8Array; type: string } {
  return pick(roll, [
    { body: '{', type: 'application/json' }, { body: '', type: 'application/json' }, { body: 'null', type: 'application/json' }, { body: '"text"', type: 'application/json' },
    { body: `${'['.repeat(20_000)}${']'.repeat(20_000)}`, type: 'application/json' }, { body: `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`, type: 'application/json' },
    { body: '{"__proto__":{"status":200}}', type: 'application/json' }, { body: 'a=b', type: 'application/x-www-form-urlencoded' }, { body: '{}', type: 'application/json; charset=utf-7' },
    { body: '<a/>', type: 'text/xml' }, { body: new Uint8Array([0xff, 0xfe, 0, 1]), type: 'application/json' }, { body: `{"name":"${'x'.repeat(1_000_000)}"}`, type: 'application/json' },
  ]);
}

/** A text for a place in an address. */
export function pathText(roll: Roll): string {
  return pick(roll, TEXTS.filter((text) => text.length < 2000 && text !== '\ud800'));
}
