import { Button, Group, Modal, Textarea, TextInput } from '@mantine/core';
import { endpoints, type AccountChange } from '@hexalign/api/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../server/call.ts';
import { useText } from '../../text/useText.ts';
import { Opening } from '../../ui/Opening.tsx';
import { Refusal } from '../../ui/Refusal.tsx';
import { useToast } from '../../ui/toast.ts';
import { ConsequenceView } from './ConsequenceView.tsx';

interface KeepDialogProps {
  readonly scenarioId: string;
  readonly base: string | null;
  readonly change: AccountChange;
  /** Name of the territory it stays with. */
  readonly home: string;
  onClose(): void;
  onKept(): void;
}

/** Shows what keeping an account costs, and keeps it once there is a reason. */
export function KeepDialog({ scenarioId, base, change: { account }, home, onClose, onKept }: KeepDialogProps): React.ReactNode {
  const text = useText();
  const t = text.changes;
  const toast = useToast();
  const [reason, setReason] = useState('');
  const [last, setLast] = useState('');
  const [tried, setTried] = useState(false);
  const asked = { ...(base === null ? {} : { base }), accounts: [account.id] };
  const cost = useQuery({
    queryKey: ['changes', scenarioId, 'keep', base, account.id], staleTime: 0, gcTime: 0, retry: false,
    queryFn: ({ signal }) => call(endpoints.keepAccounts, { params: { scenarioId }, body: { ...asked, reason: t.keep, dryRun: true }, signal }),
  });
  const keep = useMutation({
    mutationFn: () => call(endpoints.keepAccounts, { params: { scenarioId }, body: { ...asked, reason: reason.trim(), ...(last === '' ? {} : { expires: last }) } }),
    onSuccess: () => {
      toast({ text: t.kept(account.name, home) });
      onKept();
    },
  });
  return (
    <Modal opened onClose={onClose} title={t.keepTitle(account.name)} size="lg" closeButtonProps={{ 'aria-label': text.shell.close }}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (reason.trim() !== '' && cost.data && !keep.isPending) keep.mutate();
        }}
      >
        <p>{t.keepLead(account.name, home)}</p>
        {cost.error ? <Refusal error={cost.error} /> : cost.data ? <ConsequenceView consequence={cost.data.consequence} /> : <Opening label={t.asking} />}
        <Textarea label={t.reason} value={reason} maxLength={400} autosize minRows={2} mt="md" mb="sm" data-autofocus error={tried && reason.trim() === '' ? t.needReason : null} onChange={(event) => setReason(event.currentTarget.value)} />
        <TextInput type="date" label={t.last} description={t.lastHint} value={last} onChange={(event) => setLast(event.currentTarget.value)} />
        {keep.error ? <Refusal error={keep.error} /> : null}
        <Group justify="flex-end" mt="md" gap="sm">
          <Button onClick={onClose}>{text.shell.cancel}</Button>
          <Button type="submit" variant="filled" disabled={!cost.data} loading={keep.isPending}>{t.save}</Button>
        </Group>
      </form>
    </Modal>
  );
}
