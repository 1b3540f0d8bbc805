import { Button } from '@mantine/core';
import { IconAlertCircle, IconCloudOff } from '@tabler/icons-react';
import { Link } from 'wouter';
import { routes } from '../routes.ts';
import { ApiError } from '../server/ApiError.ts';
import { useText } from '../text/useText.ts';
import { Message } from './Message.tsx';
import { NotFound } from './NotFound.tsx';

const GONE = new Set(['plan.unknown', 'scenario.unknown', 'dataset.unknown', 'import.unknown', 'units.unknown', 'request.invalid', 'route.unknown']);

/** A page that could not be had from the server: what happened, what is safe, what to do. */
export function Failure({ error, retry }: { error: unknown; retry(): void }): React.ReactNode {
  const t = useText().shell;
  if (error instanceof ApiError && GONE.has(error.code)) return <NotFound />;
  if (error instanceof ApiError && error.code === 'network') {
    return (
      <Message icon={<IconCloudOff size={22} stroke={1.6} />} tone="danger" title={t.network.title} why={t.network.safe}>
        <Button variant="filled" onClick={retry}>{t.network.action}</Button>
      </Message>
    );
  }
  const problem = error instanceof ApiError ? error.problem : null;
  const message = error instanceof Error ? error.message : String(error);
  return (
    <Message icon={<IconAlertCircle size={22} stroke={1.6} />} tone="danger" title={problem?.title ?? t.failure.title} why={problem?.repair ?? t.failure.safe} detail={problem ? `${problem.detail ?? ''} ${t.problem(problem.requestId)}`.trim() : message}>
      <Button variant="filled" onClick={retry}>{t.retry}</Button>
      <Button component={Link} href={routes.plans}>{t.notFound.action}</Button>
    </Message>
  );
}
