import { Button, NativeSelect, Select, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useText } from '../../text/useText.ts';
import { Refusal } from '../../ui/Refusal.tsx';
import styles from './People.module.css';
import { isThere, spanOf, type CoverRole, type Staff } from './staff.ts';
import type { Wish } from './wishesBack.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const ROLES = ['owner', 'overlay', 'backup'] as const;

interface PutFormProps {
  readonly staff: Staff;
  /** From which it counts, unless changed here. */
  readonly day: string;
  readonly territories: readonly { readonly id: string; readonly name: string }[];
  /** One of the two is settled; the other is chosen here. */
  readonly territory?: string;
  readonly person?: string;
  put(wish: Wish): Promise<void>;
  onDone?(): void;
}

/** Chooses who goes on which position, as what, from when until when. */
export function PutForm({ staff, day, territories, territory: ofTerritory, person: ofPerson, put, onDone }: PutFormProps): React.ReactNode {
  const t = useText().people;
  const [person, setPerson] = useState(ofPerson ?? null);
  const [territory, setTerritory] = useState(ofTerritory ?? null);
  const [role, setRole] = useState<CoverRole>('owner');
  const [from, setFrom] = useState(day);
  const [to, setTo] = useState('');
  const [error, setError] = useState<unknown>(null);
  const [putting, setPutting] = useState(false);
  const known = person === null ? undefined : staff.people.get(person);
  // Nobody can be there before the first or after the last of their days.
  useEffect(() => {
    const span = spanOf(known, day);
    setFrom(span.from);
    setTo(span.to ?? '');
  }, [known, day]);
  const wrongDay = !DAY.test(from) ? t.badDay : to !== '' && to < from ? t.toBeforeFrom : null;
  const ready = person !== null && territory !== null && wrongDay === null;
  const send = async (): Promise<void> => {
    if (!ready) return;
    setPutting(true);
    setError(null);
    try {
      await put({ territory, person, role, from, to: to === '' ? null : to });
      if (ofPerson === undefined) setPerson(null);
      onDone?.();
    } catch (refused) {
      setError(refused);
    }
    setPutting(false);
  };
  const choices = [...staff.people.values()].map((one) => ({ value: one.id, label: one.name, free: isThere(one, day) })).sort((a, b) => Number(b.free) - Number(a.free) || a.label.localeCompare(b.label, 'en', { numeric: true }));
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!putting) void send();
      }}
    >
      {ofPerson === undefined ? <Select label={t.person} placeholder={t.choose} searchable clearable limit={60} value={person} data={choices.map(({ value, label }) => ({ value, label }))} onChange={setPerson} /> : null}
      {ofTerritory === undefined ? <Select label={t.territory} placeholder={t.chooseTerritory} searchable limit={60} data-autofocus value={territory} data={territories.map(({ id, name }) => ({ value: id, label: name }))} onChange={setTerritory} /> : null}
      <div className={styles.three}>
        <NativeSelect label={t.as} value={role} data={ROLES.map((value) => ({ value, label: t.role[value] }))} onChange={(event) => setRole(event.currentTarget.value as CoverRole)} />
        <TextInput type="date" label={t.from} value={from} required error={!DAY.test(from) ? t.badDay : null} onChange={(event) => setFrom(event.currentTarget.value)} />
        <TextInput type="date" label={t.to} value={to} title={t.toHint} error={DAY.test(from) ? wrongDay : null} onChange={(event) => setTo(event.currentTarget.value)} />
      </div>
      {error === null ? null : <Refusal error={error} />}
      <div className={styles.actions}><Button type="submit" disabled={!ready} loading={putting}>{ofTerritory === undefined ? t.putThere : t.put}</Button></div>
    </form>
  );
}
