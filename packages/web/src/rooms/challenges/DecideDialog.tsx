import { Button, Group, Modal, Textarea } from '@mantine/core';
import { endpoints, type Challenge } from '@hexalign/api/contract';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../server/call.ts';
import { useText } from '../../text/useText.ts';
import { told } from '../../text/told.ts';
import { Refusal } from '../../ui/Refusal.tsx';
import { useToast } from '../../ui/toast.ts';
import { ConsequenceView } from '../changes/ConsequenceView.tsx';

/** Accepts or refuses an objection, with a reason either way. */
export function DecideDialog({ challenge, onClose, onDone }: { challenge: Challenge; onClose(): void; onDone(): void }): React.ReactNode {
  const text = useText();
  const t = text.challenges;
  const toast = useToast();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const decide = useMutation({
    mutationFn: (accept: boolean) => call(endpoints.decideChallenge, { params: { scenarioId: challenge.scenarioId, challengeId: challenge.id }, body: { accept, reason: reason.trim() } }),
    onSuccess: (_, accept) => {
      toast({ text: t.did[accept ? 'accepted' : 'refused'] });
      onDone();
    },
  });
  const say = (accept: boolean): void => {
    setTried(true);
    if (reason.trim() !== '' && !decide.isPending) decide.mutate(accept);
  };
  return (
    <Modal opened onClose={onClose} title={t.decideOn(challenge.account.name)} size="lg" closeButtonProps={{ 'aria-label': text.shell.close }}>
      <p>{told(challenge.by.name)}: {challenge.reason}</p>
      <p>{t.shown}</p>
      <ConsequenceView consequence={challenge.consequence} />
      <Textarea label={t.reason} value={reason} maxLength={400} autosize minRows={2} mt="md" data-autofocus error={tried && reason.trim() === '' ? t.needReason : null} onChange={(event) => setReason(event.currentTarget.value)} />
      {decide.error ? <Refusal error={decide.error} /> : null}
      <Group justify="flex-end" mt="md" gap="sm">
        <Button onClick={onClose}>{text.shell.cancel}</Button>
        <Button disabled={decide.isPending} onClick={() => say(false)}>{t.refuse}</Button>
        <Button variant="filled" disabled={decide.isPending} onClick={() => say(true)}>{t.accept}</Button>
      </Group>
    </Modal>
  );
}
