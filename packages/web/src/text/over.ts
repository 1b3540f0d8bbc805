/** What a translation says so far: every part may be missing. */
export type Partly<T> = T extends (...given: never[]) => unknown ? T : T extends readonly unknown[] ? T : T extends object ? { readonly [K in keyof T]?: Partly<T[K]> } : T extends string ? string : T;

/** `words`, with what `translated` says instead. */
export function over<T>(words: T, translated: Partly<T> | undefined): T {
  if (translated === undefined) return words;
  if (typeof words !== 'object' || words === null || Array.isArray(words)) return translated as T;
  const own = translated as Record<string, unknown>;
  return Object.fromEntries(Object.entries({ ...own, ...words }).map(([key, value]) => [key, over(value as unknown, own[key] as Partly<unknown> | undefined)])) as T;
}
