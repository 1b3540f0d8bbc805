import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useText } from '../text/useText.ts';

/** Asks for one name. `keeps`: the name that is proposed may be taken as it is; `refuse` says why another one may not. */
export function RenameDialog({ opened, title, label, value, keeps = false, refuse, onClose, onSave }: { opened: boolean; title: string; label: string; value: string; keeps?: boolean; refuse?(name: string): string | null; onClose(): void; onSave(name: string): void }): React.ReactNode {
  const t = useText();
  const [name, setName] = useState(value);
  // The dialog is there for a moment longer than its name: the second half of a double click makes nothing more.
  const said = useRef(false);
  useEffect(() => {
    said.current = false;
    if (opened) setName(value);
  }, [opened, value]);
  const clean = name.trim();
  const why = clean === value ? null : (refuse?.(clean) ?? null);
  return (
    <Modal opened={opened} onClose={onClose} title={title} size="sm" closeButtonProps={{ 'aria-label': t.shell.close }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (clean.length === 0 || why !== null || said.current) return;
          said.current = true;
          if (keeps || clean !== value) onSave(clean);
          onClose();
        }}
      >
        <TextInput label={label} value={name} maxLength={120} error={why} data-autofocus onChange={(event) => setName(event.currentTarget.value)} />
        <Group justify="flex-end" mt="md" gap="sm">
          <Button onClick={onClose}>{t.shell.cancel}</Button>
          <Button type="submit" variant="filled" disabled={clean.length === 0 || why !== null}>{t.plans.save}</Button>
        </Group>
      </form>
    </Modal>
  );
}
