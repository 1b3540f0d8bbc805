import { Button, Group, Modal, Textarea } from '@mantine/core';
import { endpoints } from '@hexalign/api/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../server/call.ts';
import { useText } from '../../text/useText.ts';
import { Opening } from '../../ui/Opening.tsx';
import { Refusal } from '../../ui/Refusal.tsx';
import { useToast } from '../../ui/toast.ts';
import { ConsequenceView } from '../changes/ConsequenceView.tsx';

/** Shows what leaving an account where it is would do, and objects to its change once there is a reason. */
export function ObjectDialog({ scenarioId, account, onClose, onDone }: { scenarioId: string; account: { readonly id: string; readonly name: string }; onClose(): void; onDone(): void }): React.ReactNode {
  const text = useText();
  const t = text.challenges;
  const toast = useToast();
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const params = { scenarioId };
  const cost = useQuery({
    queryKey: ['challenges', scenarioId, 'cost', account.id], staleTime: 0, gcTime: 0, retry: false,
    queryFn: ({ signal }) => call(endpoints.askChallenge, { params, body: { account: account.id, reason: t.object, dryRun: true }, signal }),
  });
  const send = useMutation({
    mutationFn: () => call(endpoints.askChallenge, { params, body: { account: account.id, reason: reason.trim() } }),
    onSuccess: () => {
      toast({ text: t.sent(account.name) });
      onDone();
    },
  });
  return (
    <Modal opened onClose={onClose} title={t.objectTo(account.name)} size="lg" closeButtonProps={{ 'aria-label': text.shell.close }}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (reason.trim() !== '' && cost.data && !send.isPending) send.mutate();
        }}
      >
        <p>{t.lead(account.name)}</p>
        {cost.error ? <Refusal error={cost.error} /> : cost.data ? <ConsequenceView consequence={cost.data.consequence} /> : <Opening label={t.asking} />}
        <Textarea label={t.reason} value={reason} maxLength={400} autosize minRows={2} mt="md" data-autofocus error={tried && reason.trim() === '' ? t.needReason : null} onChange={(event) => setReason(event.currentTarget.value)} />
        {send.error ? <Refusal error={send.error} /> : null}
        <Group justify="flex-end" mt="md" gap="sm">
          <Button onClick={onClose}>{text.shell.cancel}</Button>
          <Button type="submit" variant="filled" disabled={!cost.data} loading={send.isPending}>{t.send}</Button>
        </Group>
      </form>
    </Modal>
  );
}
