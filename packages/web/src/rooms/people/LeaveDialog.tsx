import { Button, Group, Modal, TextInput } from '@mantine/core';
import { endpoints } from '@hexalign/api/contract';
import { useState } from 'react';
import { call } from '../../server/call.ts';
import { problemText } from '../../server/problemText.ts';
import { queryClient } from '../../server/queries.ts';
import { dayAfter, formatDay } from '../../text/days.ts';
import { useText } from '../../text/useText.ts';
import { Refusal } from '../../ui/Refusal.tsx';
import { useToast } from '../../ui/toast.ts';
import type { Person, Staff } from './staff.ts';
import { coversKey, PEOPLE_KEY } from './useStaff.ts';
import { wishesBack, type Wish } from './wishesBack.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Asks for somebody's last day: it stands in the register, and what they hold beyond it becomes vacant. */
export function LeaveDialog({ planId, staff, person, day, onClose }: { planId: string; staff: Staff; person: Person; day: string; onClose(): void }): React.ReactNode {
  const text = useText();
  const t = text.people;
  const toast = useToast();
  const [last, setLast] = useState(person.leaves ?? day);
  const [saving, setSaving] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const beyond = staff.covers.filter((cover) => cover.person === person.id && cover.role === 'owner' && (cover.to === null || cover.to > last));
  const patch = (leaves: string | null): Promise<unknown> => call(endpoints.patchRecord, { params: { kind: 'people' }, body: { key: person.id, set: { leaves } } });
  const set = async (covers: Wish[]): Promise<void> => {
    if (covers.length > 0) queryClient.setQueryData(coversKey(planId), await call(endpoints.setCovers, { params: { planId }, body: { covers } }));
    await queryClient.invalidateQueries({ queryKey: PEOPLE_KEY });
  };
  const save = async (): Promise<void> => {
    setSaving(true);
    setError(null);
    const wishes = beyond.map(({ territory, from, to }): Wish => ({ territory, role: 'owner', person: null, from: from > last ? from : dayAfter(last), to }));
    try {
      await patch(last);
      await set(wishes);
      const back = (): void => void patch(person.leaves).then(() => set(wishesBack(staff.covers, wishes))).then(() => toast({ text: t.did.back }), (refused: unknown) => toast({ text: problemText(refused), tone: 'danger' }));
      toast({ text: t.left(person.name, formatDay(last), beyond.length), action: { label: text.shell.undo, run: back } });
      onClose();
    } catch (refused) {
      setError(refused);
      setSaving(false);
    }
  };
  return (
    <Modal opened onClose={onClose} title={t.leaveTitle(person.name)} size="sm" closeButtonProps={{ 'aria-label': text.shell.close }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (DAY.test(last) && !saving) void save();
        }}
      >
        <TextInput type="date" label={t.to} value={last} required data-autofocus error={DAY.test(last) ? null : t.badDay} onChange={(event) => setLast(event.currentTarget.value)} />
        <p style={{ margin: '8px 0 0', color: 'var(--hx-text-2)' }}>{t.leaveWhy(beyond.length)}</p>
        {error === null ? null : <Refusal error={error} />}
        <Group justify="flex-end" mt="md" gap="sm">
          <Button onClick={onClose}>{text.shell.cancel}</Button>
          <Button type="submit" variant="filled" loading={saving} disabled={!DAY.test(last)}>{t.leaveSave}</Button>
        </Group>
      </form>
    </Modal>
  );
}
