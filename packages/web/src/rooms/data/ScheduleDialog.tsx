import { Button, Chip, Modal, SegmentedControl, TextInput } from '@mantine/core';
import { endpoints, type RecordKind, type ResultOf } from '@hexalign/api/contract';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../server/call.ts';
import { queryClient } from '../../server/queries.ts';
import { useText } from '../../text/useText.ts';
import styles from './Data.module.css';
import { ListTarget, type Target } from './ListTarget.tsx';
import { hasPlan } from './planOf.ts';
import { ServerWords } from './ServerWords.tsx';

/** Monday first. */
const WEEK = [1, 2, 3, 4, 5, 6, 0];

interface Props {
  readonly opened: boolean;
  readonly planId: string | null;
  readonly allowed: ResultOf<typeof endpoints.listSchedules>['allowed'];
  onClose(): void;
}

/** Asks where a list comes from, when, and what is to become of it. */
export function ScheduleDialog(props: Props): React.ReactNode {
  const text = useText();
  const t = text.data.schedules.form;
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={t.title} size="lg" closeButtonProps={{ 'aria-label': text.shell.close }}>
      <ScheduleForm {...props} />
    </Modal>
  );
}

function ScheduleForm({ planId, allowed, onClose }: Props): React.ReactNode {
  const text = useText();
  const words = text.data.schedules;
  const t = words.form;
  const [name, setName] = useState('');
  const [from, setFrom] = useState<'folder' | 'url'>(allowed.folders.length > 0 ? 'folder' : 'url');
  const [path, setPath] = useState(allowed.folders[0] ?? '');
  const [pattern, setPattern] = useState('*');
  const [url, setUrl] = useState('https://');
  const [at, setAt] = useState('02:00');
  const [weekdays, setWeekdays] = useState<string[]>(WEEK.map(String));
  const [mode, setMode] = useState<'review' | 'commit'>('review');
  const [kind, setKind] = useState<RecordKind>('accounts');
  const [target, setTarget] = useState<Target>({ planId, layer: '' });
  const save = useMutation({
    mutationFn: () => call(endpoints.createSchedule, {
      body: { name, source: from === 'folder' ? { kind: 'folder', path, pattern } : { kind: 'url', url }, kind, planId: hasPlan(kind) ? target.planId : null, layer: kind === 'areas' ? target.layer : null, at, weekdays: weekdays.map(Number), mode },
    }),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: ['schedules'] });
      onClose();
    },
  });
  const incomplete = name.trim() === '' || weekdays.length === 0 || (kind === 'covers' && target.planId === null) || (kind === 'areas' && target.layer.trim() === '');
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <TextInput label={t.name} value={name} onChange={(event) => setName(event.currentTarget.value)} maxLength={120} required data-autofocus />
      <ListTarget plain kind={kind} onKind={setKind} target={target} onTarget={(part) => setTarget((all) => ({ ...all, ...part }))} />
      <div className={styles.row}>
        <SegmentedControl aria-label={t.from} value={from} onChange={(value) => setFrom(value === 'url' ? 'url' : 'folder')} data={[{ value: 'folder', label: t.folder, disabled: allowed.folders.length === 0 }, { value: 'url', label: t.url, disabled: allowed.hosts.length === 0 }]} />
      </div>
      {from === 'folder' ? (
        <div className={styles.fields}>
          <TextInput label={t.path} value={path} onChange={(event) => setPath(event.currentTarget.value)} w={320} required />
          <TextInput label={t.pattern} description={t.patternHint} inputWrapperOrder={['label', 'input', 'description']} value={pattern} onChange={(event) => setPattern(event.currentTarget.value)} w={220} required />
        </div>
      ) : <TextInput label={t.address} type="url" value={url} onChange={(event) => setUrl(event.currentTarget.value)} required />}
      <div className={styles.row}>
        <TextInput label={t.at} type="time" value={at} onChange={(event) => setAt(event.currentTarget.value)} w={140} required />
        <div role="group" aria-label={t.weekdays} className={styles.row}>
          <Chip.Group multiple value={weekdays} onChange={setWeekdays}>{WEEK.map((day) => <Chip key={day} value={String(day)} size="xs" aria-label={words.weekdays[day]}>{words.short[day]}</Chip>)}</Chip.Group>
        </div>
      </div>
      <div>
        <SegmentedControl aria-label={t.mode} value={mode} onChange={(value) => setMode(value === 'commit' ? 'commit' : 'review')} data={[{ value: 'review', label: t.review }, { value: 'commit', label: t.commit }]} />
        {mode === 'commit' ? <span className={styles.small}>{t.commitHint}</span> : null}
        <span className={styles.small}>{t.mapping}</span>
      </div>
      {save.isError ? <ServerWords error={save.error} /> : null}
      <div className={styles.actions}>
        <Button onClick={onClose}>{text.shell.cancel}</Button>
        <Button type="submit" variant="filled" disabled={incomplete} loading={save.isPending}>{t.save}</Button>
      </div>
    </form>
  );
}
