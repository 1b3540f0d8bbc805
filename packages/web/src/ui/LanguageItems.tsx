import { Menu } from '@mantine/core';
import { IconLanguage } from '@tabler/icons-react';
import { useLanguage } from '../text/LanguageProvider.tsx';
import { languages } from '../text/languages.ts';
import { useText } from '../text/useText.ts';

/** Items of a menu: one per language, each in its own words. */
export function LanguageItems(): React.ReactNode {
  const t = useText().shell;
  const { language, speak } = useLanguage();
  return (
    <>
      <Menu.Label>{t.language}</Menu.Label>
      {languages.map((each) => (
        <Menu.Item key={each.code} lang={each.code} aria-current={each.code === language.code || undefined} leftSection={each.code === language.code ? <IconLanguage size={14} stroke={1.6} /> : null} onClick={() => speak(each)}>
          {each.name}
        </Menu.Item>
      ))}
    </>
  );
}
