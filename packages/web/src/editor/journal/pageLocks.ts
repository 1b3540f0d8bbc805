/** A sign of life that other pages of the browser can see. */
export interface SignOfLife {
  /** Pages of the same name that live, this one left out. */
  others(): Promise<Set<string>>;
  /** Resolves when another page is gone, however it went. */
  gone(page: string): Promise<void>;
  /** Runs work while no other page of this name runs any. */
  alone<T>(work: () => Promise<T>): Promise<T>;
  end(): void;
}

/**
 * Holds a Web Lock until `end`, or until the page is gone. Pages without Web Locks (a server without TLS) see nobody alive:
 * two of them may send the same gesture, which the server writes once.
 *
 * @param name what the pages have in common
 * @param page this one
 */
export async function signOfLife(name: string, page: string): Promise<SignOfLife> {
  const locks = (navigator as { locks?: LockManager }).locks;
  if (!locks) return { others: () => Promise.resolve(new Set()), gone: () => new Promise(() => undefined), alone: (work) => work(), end: () => undefined };
  const prefix = `hexalign page ${name} `;
  const over = new AbortController();
  let end = (): void => undefined;
  const held = new Promise<void>((resolve) => { end = resolve; });
  await new Promise<void>((began) => {
    void locks.request(prefix + page, () => {
      began();
      return held;
    });
  });
  return {
    others: async () => {
      const { held: all = [] } = await locks.query();
      return new Set(all.flatMap(({ name: lock = '' }) => (lock.startsWith(prefix) && lock !== prefix + page ? [lock.slice(prefix.length)] : [])));
    },
    gone: (other) => locks.request(prefix + other, { signal: over.signal, mode: 'shared' }, () => undefined),
    alone: (work) => locks.request(`hexalign adopt ${name}`, work),
    end: () => {
      over.abort();
      end();
    },
  };
}
