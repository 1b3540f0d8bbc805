import { Button, Group, Modal, NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { Edit } from '@hexalign/api/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import { queries } from '../../server/queries.ts';
import { today } from '../../text/days.ts';
import { useText } from '../../text/useText.ts';
import { useToast } from '../../ui/toast.ts';
import type { Account, ApartAsked } from './ApartAsked.ts';
import { AccountPicker } from './AccountPicker.tsx';

/** Asks for the reason and the last day of an exception or a hold, and makes it in one step. */
export function ApartDialog({ editor, unitsId, asked, onClose }: { editor: Editor; unitsId: string; asked: ApartAsked; onClose(): void }): React.ReactNode {
  const text = useText();
  const t = text.exceptions;
  const toast = useToast();
  const session = useQuery(queries.session());
  const [account, setAccount] = useState<Account | null>('units' in asked ? null : asked.account);
  const [slot, setSlot] = useState('');
  const [reason, setReason] = useState('');
  const [last, setLast] = useState('');
  const [tried, setTried] = useState(false);
  const { territories, holds, named } = editor.state;
  const units = 'units' in asked ? asked.units : null;
  const what = units === null ? (account?.name ?? '') : units.length === 1 ? t.cell(editor.graph.ids[units[0]]) : text.workspace.cells(units.length);
  const wrong = {
    account: units === null && account === null ? t.needAccount : null,
    slot: asked.kind !== 'named' ? null : slot === '' ? t.needTerritory : Number(slot) === account?.slot ? t.sameTerritory : null,
    reason: reason.trim() === '' ? t.needReason : null,
    last: last !== '' && last < today() ? t.earlier : null,
  };
  const edits = (): Edit[] => {
    const to = { reason: reason.trim(), owner: session.data?.user?.name ?? '?', expires: last === '' ? null : last };
    if (units !== null) return units.map((u): Edit => ({ type: 'hold', subject: `unit ${u}`, from: holds.get(`unit ${u}`) ?? null, to }));
    const { id } = account!;
    return asked.kind === 'hold' ? [{ type: 'hold', subject: `account ${id}`, from: holds.get(`account ${id}`) ?? null, to }] : [{ type: 'named', account: id, from: named.get(id) ?? null, to: { ...to, slot: Number(slot) } }];
  };
  const save = (): void => {
    setTried(true);
    if (Object.values(wrong).some((one) => one !== null) || !editor.together(edits())) return;
    toast({ text: asked.kind === 'named' ? t.did.named(what, territories[Number(slot)]?.name ?? '') : t.did.hold(what, units?.length ?? 1), action: { label: text.shell.undo, run: () => void editor.undo('undo') } });
    onClose();
  };
  const given = 'units' in asked ? null : asked.account;
  const title = units !== null ? t.holdCells(units.length) : asked.kind === 'named' ? (given ? t.giveTitle(given.name) : t.add) : given ? t.holdTitle(given.name) : t.addHold;
  return (
    <Modal opened onClose={onClose} title={title} size="sm" closeButtonProps={{ 'aria-label': text.shell.close }}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        {'account' in asked && asked.account === null ? <AccountPicker unitsId={unitsId} slots={editor.slots} error={tried ? wrong.account : null} onChoose={setAccount} /> : null}
        {asked.kind === 'named' ? (
          <NativeSelect
            label={t.territory} value={slot} error={tried ? wrong.slot : null} mb="sm" onChange={(event) => setSlot(event.currentTarget.value)}
            data={[{ value: '', label: t.needTerritory }, ...territories.flatMap((territory, at) => (territory?.level === 0 ? [{ value: String(at), label: territory.name }] : []))]}
          />
        ) : null}
        <Textarea label={t.why} description={t.whyHint} value={reason} maxLength={500} autosize minRows={2} error={tried ? wrong.reason : null} data-autofocus={asked.kind === 'hold' || undefined} mb="sm" onChange={(event) => setReason(event.currentTarget.value)} />
        <TextInput type="date" label={t.last} description={t.lastHint} value={last} error={tried ? wrong.last : null} onChange={(event) => setLast(event.currentTarget.value)} />
        <Group justify="flex-end" mt="md" gap="sm">
          <Button onClick={onClose}>{text.shell.cancel}</Button>
          <Button type="submit" variant="filled">{t.save[asked.kind]}</Button>
        </Group>
      </form>
    </Modal>
  );
}
