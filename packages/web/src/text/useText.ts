import { createContext, useContext } from 'react';
import { en } from './en.ts';

/** What a language must say; English is the measure. */
export type Catalogue = typeof en;

export const TextContext = createContext<Catalogue>(en);

/** Every word a screen shows comes from here. */
export function useText(): Catalogue {
  return useContext(TextContext);
}
