import '@fontsource-variable/inter/wght.css';
import '@mantine/core/styles.css';
import './theme/global.css';
import { DirectionProvider, MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { queryClient } from './server/queries.ts';
import { LanguageProvider } from './text/LanguageProvider.tsx';
import { chosenLanguage } from './text/languages.ts';
import { speakAs } from './text/speakAs.ts';
import { cssVariables, theme } from './theme/theme.ts';
import { ErrorBoundary } from './ui/ErrorBoundary.tsx';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

/** Not by an `await` of the module itself: the words of a language may need what comes in the same file as this, and would wait for it for ever. */
async function show(box: HTMLElement): Promise<void> {
  const language = chosenLanguage();
  const words = await language.load();
  speakAs(language, words);
  createRoot(box).render(
    <StrictMode>
      <DirectionProvider initialDirection={language.dir}>
        <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
          <LanguageProvider language={language} words={words}>
            <ErrorBoundary>
              <QueryClientProvider client={queryClient}>
                <App />
              </QueryClientProvider>
            </ErrorBoundary>
          </LanguageProvider>
        </MantineProvider>
      </DirectionProvider>
    </StrictMode>,
  );
}

void show(root);
