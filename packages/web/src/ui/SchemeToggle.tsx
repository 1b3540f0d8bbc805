import { ActionIcon, Tooltip, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { IconMoon, IconSun } from '@tabler/icons-react';
import { useText } from '../text/useText.ts';

/** Light or dark, remembered by the browser; before that the system decides. */
export function SchemeToggle(): React.ReactNode {
  const t = useText().shell.theme;
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light');
  const label = scheme === 'light' ? t.toDark : t.toLight;
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} onClick={() => setColorScheme(scheme === 'light' ? 'dark' : 'light')}>
        {scheme === 'light' ? <IconMoon size={16} stroke={1.6} /> : <IconSun size={16} stroke={1.6} />}
      </ActionIcon>
    </Tooltip>
  );
}
