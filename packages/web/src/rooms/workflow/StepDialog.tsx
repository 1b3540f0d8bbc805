import { Button, Group, Modal, Textarea, TextInput } from '@mantine/core';
import type { StatusAction } from '@hexalign/api/contract';
import { useState } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import { formatDay, today } from '../../text/days.ts';
import { useText } from '../../text/useText.ts';
import { Refusal } from '../../ui/Refusal.tsx';
import { useToast } from '../../ui/toast.ts';
import { takeStep } from './takeStep.ts';

/** Asks once more before a step that others see: what it does, a note beside one's name, and the day of an activation. */
export function StepDialog({ step, editor, planId, scenarioId, onClose }: { step: StatusAction; editor: Editor; planId: string; scenarioId: string; onClose(): void }): React.ReactNode {
  const text = useText();
  const t = text.workflow;
  const toast = useToast();
  const [note, setNote] = useState('');
  const [from, setFrom] = useState(today);
  const [taking, setTaking] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const words = t.step[step];
  const take = async (): Promise<void> => {
    setTaking(true);
    setError(null);
    try {
      await takeStep(editor, planId, scenarioId, { step, note, from });
      toast({ text: words.done });
      onClose();
    } catch (reason) {
      setError(reason);
      setTaking(false);
    }
  };
  const dated = step === 'activate';
  const valid = !dated || /^\d{4}-\d{2}-\d{2}$/.test(from);
  return (
    <Modal opened onClose={onClose} title={words.label} size="sm" closeButtonProps={{ 'aria-label': text.shell.close }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (valid && !taking) void take();
        }}
      >
        <p style={{ margin: '0 0 12px', color: 'var(--hx-text-2)' }}>{words.does}</p>
        {dated ? <TextInput type="date" label={t.date} value={from} required data-autofocus mb="sm" description={valid ? (from < today() ? t.fromPast(formatDay(from)) : from === today() ? t.fromToday : t.fromFuture(formatDay(from))) : ' '} onChange={(event) => setFrom(event.currentTarget.value)} /> : null}
        <Textarea label={t.note} description={t.noteHint} maxLength={1000} autosize minRows={2} value={note} data-autofocus={dated ? undefined : true} onChange={(event) => setNote(event.currentTarget.value)} />
        {error === null ? null : <Refusal error={error} />}
        <Group justify="flex-end" mt="md" gap="sm">
          <Button onClick={onClose}>{text.shell.cancel}</Button>
          <Button type="submit" variant="filled" disabled={!valid} loading={taking}>{words.label}</Button>
        </Group>
      </form>
    </Modal>
  );
}
