import { Button } from '@mantine/core';
import { IconMapSearch } from '@tabler/icons-react';
import { Link } from 'wouter';
import { routes } from '../routes.ts';
import { useText } from '../text/useText.ts';
import { Message } from './Message.tsx';

export function NotFound(): React.ReactNode {
  const t = useText().shell.notFound;
  return (
    <Message icon={<IconMapSearch size={22} stroke={1.6} />} title={t.title} why={t.what}>
      <Button component={Link} href={routes.plans} variant="filled">{t.action}</Button>
    </Message>
  );
}
