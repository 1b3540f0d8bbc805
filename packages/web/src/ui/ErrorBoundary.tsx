import { Button } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { Component } from 'react';
import { TextContext } from '../text/useText.ts';
import { Message } from './Message.tsx';

/** The last net: a screen that throws is replaced by words, never by a blank page. */
export class ErrorBoundary extends Component<{ children: React.ReactNode }, { error: Error | null }> {
  static override contextType = TextContext;
  declare context: React.ContextType<typeof TextContext>;
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error): { error: Error } {
    return { error };
  }

  override render(): React.ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    const t = this.context.shell.failure;
    return (
      <Message icon={<IconAlertCircle size={22} stroke={1.6} />} tone="danger" title={t.title} why={t.safe} detail={`${error.name}: ${error.message}`}>
        <Button variant="filled" onClick={() => window.location.reload()}>{t.action}</Button>
        <Button onClick={() => void navigator.clipboard?.writeText(`${error.stack ?? error.message}`)}>{t.copy}</Button>
      </Message>
    );
  }
}
