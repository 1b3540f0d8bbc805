/** True when two plain values look alike through and through: numbers, texts, lists (typed arrays too) and records of them. */
export function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (isList(a) || isList(b)) {
    if (!isList(a) || !isList(b) || a.length !== b.length) return false;
    for (let i = 0; i < a.length; i++) if (!same(a[i], b[i])) return false;
    return true;
  }
  // A field that is left out and one that is undefined mean the same.
  const fields = (record: object): [string, unknown][] => Object.entries(record).filter(([, value]) => value !== undefined);
  const other = new Map(fields(b));
  const own = fields(a);
  return own.length === other.size && own.every(([key, value]) => other.has(key) && same(value, other.get(key)));
}

function isList(value: object): value is ArrayLike<unknown> & object {
  return Array.isArray(value) || ArrayBuffer.isView(value);
}
