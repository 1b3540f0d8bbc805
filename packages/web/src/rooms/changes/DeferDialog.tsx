import { Button, Group, Modal, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../../text/useText.ts';

/** Asks until when a change is deferred, and why. */
export function DeferDialog({ name, onClose, onDefer }: { name: string; onClose(): void; onDefer(until: string, note: string): void }): React.ReactNode {
  const text = useText();
  const t = text.changes;
  const [until, setUntil] = useState('');
  const [note, setNote] = useState('');
  return (
    <Modal opened onClose={onClose} title={t.deferTitle(name)} size="sm" closeButtonProps={{ 'aria-label': text.shell.close }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onDefer(until, note.trim());
        }}
      >
        <TextInput type="date" label={t.deferUntil} value={until} data-autofocus mb="sm" onChange={(event) => setUntil(event.currentTarget.value)} />
        <Textarea label={t.note} value={note} maxLength={1000} autosize minRows={2} onChange={(event) => setNote(event.currentTarget.value)} />
        <Group justify="flex-end" mt="md" gap="sm">
          <Button onClick={onClose}>{text.shell.cancel}</Button>
          <Button type="submit" variant="filled">{t.defer}</Button>
        </Group>
      </form>
    </Modal>
  );
}
