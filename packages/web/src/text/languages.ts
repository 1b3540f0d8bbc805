import { en } from './en.ts';
import { mirror } from './mirror.ts';
import type { Catalogue } from './useText.ts';

/** A language the screens can speak. */
export interface Language {
  readonly code: string;
  /** Its name in itself. */
  readonly name: string;
  readonly dir: 'ltr' | 'rtl';
  load(): Promise<Catalogue>;
}

/** Those a reader can choose. */
export const languages: readonly Language[] = [
  { code: 'en', name: 'English', dir: 'ltr', load: () => Promise.resolve(en) },
  { code: 'de', name: 'Deutsch', dir: 'ltr', load: () => import('./de.ts').then(({ de }) => de) },
];

/** English in brackets, a third longer and from right to left: shows words that are not in a catalogue, and layouts that would break. */
export const mirrored: Language = { code: 'en-XB', name: '[Mirror]', dir: 'rtl', load: () => Promise.resolve(mirror(en)) };

const KEY = 'hexalign.language';

/** The language that was chosen in this browser, else the first one that the reader prefers and the screens speak, else English. */
export function chosenLanguage(preferred: readonly string[] = navigator.languages): Language {
  const wanted = [stored(), ...preferred.map((tag) => tag.split('-')[0])];
  for (const code of wanted) {
    const found = [...languages, mirrored].find((language) => language.code === code);
    if (found) return found;
  }
  return languages[0] as Language;
}

/** Keeps the choice for this browser; where nothing can be stored it lasts until the page closes. */
export function rememberLanguage(code: string): void {
  try {
    localStorage.setItem(KEY, code);
  } catch {
    // A browser that stores nothing still speaks the language now.
  }
}

function stored(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}
