import { createContext, useContext } from 'react';
import { en } from './en.ts';

/** The shape of a catalogue without the very words: the same entries, told the same things. */
type Said<T> = T extends (...given: infer G) => infer R ? (...given: G) => Said<R> : T extends string ? string : T extends readonly unknown[] ? T : { readonly [K in keyof T]: Said<T[K]> };

/** What a language must say; English is the measure. */
export type Catalogue = Said<typeof en>;

export const TextContext = createContext<Catalogue>(en);

/** Every word a screen shows comes from here. */
export function useText(): Catalogue {
  return useContext(TextContext);
}
