import { useDirection } from '@mantine/core';
import { createContext, use, useCallback, useEffect, useMemo, useState } from 'react';
import { rememberLanguage, type Language } from './languages.ts';
import { speakAs } from './speakAs.ts';
import { TextContext, type Catalogue } from './useText.ts';

/** The language that is spoken and the way to another one. */
export interface Speaking {
  readonly language: Language;
  speak(language: Language): void;
}

const SpeakingContext = createContext<Speaking | null>(null);

/** The choice of the language. */
export function useLanguage(): Speaking {
  const speaking = use(SpeakingContext);
  if (!speaking) throw new Error('useLanguage outside LanguageProvider');
  return speaking;
}

/** Speaks `language`, whose words are loaded already; changes to another one without closing what is open. */
export function LanguageProvider({ language, words, children }: { language: Language; words: Catalogue; children: React.ReactNode }): React.ReactNode {
  const [spoken, setSpoken] = useState({ language, words });
  const { setDirection } = useDirection();
  useEffect(() => {
    document.documentElement.lang = spoken.language.code;
    setDirection(spoken.language.dir);
  }, [spoken.language, setDirection]);
  const speak = useCallback((next: Language) => {
    void next.load().then((loaded) => {
      rememberLanguage(next.code);
      speakAs(next, loaded);
      setSpoken({ language: next, words: loaded });
    });
  }, []);
  const speaking = useMemo(() => ({ language: spoken.language, speak }), [spoken.language, speak]);
  return (
    <SpeakingContext value={speaking}>
      <TextContext value={spoken.words}>{children}</TextContext>
    </SpeakingContext>
  );
}
