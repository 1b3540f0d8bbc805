import { Button, Checkbox, Modal, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { endpoints, type Crm, type Plan, type PublishTarget } from '@hexalign/api/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../server/call.ts';
import { queryClient } from '../../server/queries.ts';
import { useMay } from '../../server/useMay.ts';
import { useText } from '../../text/useText.ts';
import { ServerWords } from '../data/ServerWords.tsx';
import { ConnectionForm } from './ConnectionForm.tsx';
import { ScheduleFields } from './ScheduleFields.tsx';
import { draftFor, draftOf, mapOf, USER_KEYS, wrongLine, type MapDraft } from './mapDraft.ts';
import styles from './Publish.module.css';
import { publishQueries } from './publishQueries.ts';

const CRMS: readonly Crm[] = ['salesforce', 'hubspot', 'dynamics', 'veeva'];

interface Props {
  readonly plan: Plan;
  /** `new` for one that is made; null = closed. */
  readonly target: PublishTarget | 'new' | null;
  onClose(): void;
  onSaved(target: PublishTarget): void;
}

/** Asks where a plan is published to, and how it is said there. */
export function TargetDialog({ plan, target, onClose, onSaved }: Props): React.ReactNode {
  const text = useText();
  return (
    <Modal opened={target !== null} onClose={onClose} title={text.publish.form.title} size="lg" closeButtonProps={{ 'aria-label': text.shell.close }}>
      {target === null ? null : <TargetForm plan={plan} target={target === 'new' ? null : target} onClose={onClose} onSaved={onSaved} />}
    </Modal>
  );
}

function TargetForm({ plan, target, onClose, onSaved }: Omit<Props, 'target'> & { readonly target: PublishTarget | null }): React.ReactNode {
  const text = useText();
  const t = text.publish.form;
  const may = useMay();
  const known = useQuery(publishQueries.connections()).data;
  const [name, setName] = useState(target?.name ?? '');
  const [draft, setDraft] = useState<MapDraft>(target === null ? draftFor('salesforce') : draftOf(target.map));
  const [connectionId, setConnectionId] = useState(target?.connectionId ?? '');
  const [schedule, setSchedule] = useState(target?.schedule ?? null);
  const [connecting, setConnecting] = useState(false);
  const set = (part: Partial<MapDraft>): void => setDraft((all) => ({ ...all, ...part }));
  const save = useMutation({
    mutationFn: () => {
      const body = { name, connectionId: connectionId || null, map: mapOf(draft, target?.map ?? null), schedule: schedule && { ...schedule, vacant: schedule.vacant.map((id) => id.trim()).filter((id) => id !== '') } };
      return target === null ? call(endpoints.createTarget, { params: { planId: plan.id }, body }) : call(endpoints.patchTarget, { params: { planId: plan.id, targetId: target.id }, body });
    },
    onSuccess: async (saved) => {
      await queryClient.invalidateQueries({ queryKey: ['targets', plan.id] });
      onSaved(saved);
    },
  });
  const connections = known?.connections.filter(({ crm }) => crm === draft.crm) ?? [];
  const wrong = wrongLine(draft);
  if (connecting) {
    return (
      <ConnectionForm
        crm={draft.crm as Exclude<Crm, 'veeva'>} onClose={() => setConnecting(false)}
        onMade={({ id }) => {
          setConnectionId(id);
          setConnecting(false);
        }}
      />
    );
  }
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (wrong === null) save.mutate();
      }}
    >
      <TextInput label={t.name} value={name} onChange={(event) => setName(event.currentTarget.value)} maxLength={120} required data-autofocus />
      <NativeSelect
        label={t.crm} value={draft.crm} disabled={target !== null} data={CRMS.map((crm) => ({ value: crm, label: text.publish.crm[crm] }))}
        onChange={(event) => {
          setDraft({ ...draftFor(event.currentTarget.value as Crm), people: draft.people });
          setConnectionId('');
        }}
      />
      {draft.crm === 'veeva' ? null : (
        <div className={styles.row}>
          <NativeSelect label={t.connection} value={connectionId} data={[{ value: '', label: t.none }, ...connections.map(({ id, name: label }) => ({ value: id, label }))]} onChange={(event) => setConnectionId(event.currentTarget.value)} w={300} />
          {may('crm.write') && known?.push ? <Button leftSection={<IconPlus size={16} stroke={1.6} />} onClick={() => setConnecting(true)}>{t.add}</Button> : null}
        </div>
      )}
      {known && !known.push && draft.crm !== 'veeva' ? <p className={styles.small}>{t.noPush}</p> : null}
      <MapFields draft={draft} set={set} />
      <Textarea label={t.people} description={t.peopleHint} error={wrong === null ? null : t.peopleWrong(wrong)} value={draft.people} onChange={(event) => set({ people: event.currentTarget.value })} autosize minRows={2} maxRows={8} />
      <ScheduleFields schedule={schedule} live={connectionId !== ''} onSchedule={setSchedule} />
      {save.isError ? <ServerWords error={save.error} /> : null}
      <div className={styles.actions}>
        <span className={styles.space} />
        <Button onClick={onClose}>{text.shell.cancel}</Button>
        <Button type="submit" variant="filled" loading={save.isPending} disabled={name.trim() === '' || wrong !== null}>{t.save}</Button>
      </div>
    </form>
  );
}

/** Names of fields, as each system has them. */
function MapFields({ draft, set }: { draft: MapDraft; set(part: Partial<MapDraft>): void }): React.ReactNode {
  const t = useText().publish.form;
  const choices = USER_KEYS[draft.crm];
  return (
    <>
      <div className={styles.row}>
        {draft.crm === 'hubspot' ? null : <TextInput label={draft.crm === 'dynamics' ? t.keyColumn : t.keyField} description={draft.crm === 'dynamics' ? t.keyColumnHint : draft.crm === 'salesforce' ? t.keyFieldHint : undefined} inputWrapperOrder={['label', 'input', 'description']} value={draft.keyField} onChange={(event) => set({ keyField: event.currentTarget.value })} required w={240} />}
        <TextInput label={draft.crm === 'hubspot' ? t.companyKey : t.accountKey} description={draft.crm === 'hubspot' ? t.recordId : undefined} inputWrapperOrder={['label', 'input', 'description']} value={draft.accountKey} onChange={(event) => set({ accountKey: event.currentTarget.value })} required w={240} />
        {draft.crm === 'hubspot' ? null : choices === undefined ? <TextInput label={t.userKey} value={draft.userKey} onChange={(event) => set({ userKey: event.currentTarget.value })} required w={240} /> : <NativeSelect label={t.userKey} value={draft.userKey} data={[...choices]} onChange={(event) => set({ userKey: event.currentTarget.value })} w={240} />}
        {draft.crm === 'salesforce' ? <TextInput label={t.model} description={t.modelHint} inputWrapperOrder={['label', 'input', 'description']} value={draft.model} onChange={(event) => set({ model: event.currentTarget.value })} maxLength={80} w={240} /> : null}
      </div>
      {draft.crm === 'salesforce' ? <Checkbox label={t.forecast} checked={draft.forecast} onChange={(event) => set({ forecast: event.currentTarget.checked })} /> : null}
      {draft.crm === 'veeva' ? null : <Checkbox label={t.owner} checked={draft.owner} onChange={(event) => set({ owner: event.currentTarget.checked })} />}
      {draft.crm === 'salesforce' ? <Checkbox label={t.rules} description={t.rulesHint} checked={draft.rules} onChange={(event) => set({ rules: event.currentTarget.checked })} /> : null}
    </>
  );
}
