import { Button, Modal, TextInput } from '@mantine/core';
import { endpoints, type RegisterRecord } from '@hexalign/api/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { call } from '../../server/call.ts';
import { queries } from '../../server/queries.ts';
import { useText } from '../../text/useText.ts';
import { useToast } from '../../ui/toast.ts';
import { recordsChanged } from './dataQueries.ts';
import styles from './Data.module.css';
import { ServerWords } from './ServerWords.tsx';
import { typedPlace, type Place } from './typedPlace.ts';

const PlaceMap = lazy(() => import('./PlaceMap.tsx').then(({ PlaceMap: map }) => ({ default: map })));
/** Where nothing says where to look: the lands where most people live. */
const WORLD: readonly [number, number, number, number] = [-128, -38, 150, 62];

/** A record without a place. */
export interface Placeless {
  readonly kind: 'accounts' | 'people';
  readonly record: RegisterRecord;
}

/** What a record is called: its name, else its id. */
export function nameOfRecord({ key, body }: Pick<RegisterRecord, 'key' | 'body'>): string {
  return typeof body.name === 'string' ? body.name : key;
}

/** Gives a record its place: by a click on a map, by a postal code, or by typed coordinates. */
export function PlaceDialog({ placeless, planId, onClose }: { placeless: Placeless | null; planId: string | null; onClose(): void }): React.ReactNode {
  const text = useText();
  return (
    <Modal opened={placeless !== null} onClose={onClose} size={640} title={placeless === null ? '' : text.data.inbox.dialog.title(nameOfRecord(placeless.record))} closeButtonProps={{ 'aria-label': text.shell.close }}>
      {placeless === null ? null : <PlaceForm key={placeless.record.key} placeless={placeless} planId={planId} onClose={onClose} />}
    </Modal>
  );
}

function PlaceForm({ placeless: { kind, record }, planId, onClose }: { placeless: Placeless; planId: string | null; onClose(): void }): React.ReactNode {
  const text = useText();
  const t = text.data.inbox.dialog;
  const toast = useToast();
  const plan = useQuery({ ...queries.plan(planId ?? ''), enabled: planId !== null });
  const unitsId = plan.data?.unitsId ?? null;
  const units = useQuery({ queryKey: ['units', unitsId], staleTime: Infinity, enabled: unitsId !== null, queryFn: ({ signal }) => call(endpoints.readUnits, { params: { unitsId: unitsId! }, signal }) });
  const [place, setPlace] = useState<Place | null>(null);
  const [typed, setTyped] = useState('');
  const [postal, setPostal] = useState(typeof record.body.postal === 'string' ? record.body.postal : '');
  const [country, setCountry] = useState(typeof record.body.country === 'string' ? record.body.country : '');
  const [mapless, setMapless] = useState(false);
  const choose = (next: Place | null, words = next === null ? '' : `${next.lat}, ${next.lng}`): void => {
    setPlace(next);
    setTyped(words);
  };
  const find = useMutation({
    mutationFn: () => call(endpoints.findPostal, { query: { postal: postal.trim(), ...(country.trim() === '' ? {} : { country: country.trim() }) } }),
    onSuccess: ({ place: found }) => { if (found !== null) choose({ lng: found.lng, lat: found.lat }); },
  });
  const save = useMutation({
    mutationFn: ({ lng, lat }: Place) => call(endpoints.patchRecord, { params: { kind }, body: { scope: record.scope, key: record.key, set: { place: [lng, lat] } } }),
    onSuccess: () => {
      void recordsChanged();
      toast({ text: t.done(nameOfRecord(record)) });
      onClose();
    },
  });
  const wrong = typed.trim() !== '' && place === null;
  const located = planId === null || units.data || units.isError || plan.isError;
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (place !== null) save.mutate(place);
      }}
    >
      <p className={styles.faint}>{mapless ? t.noMap : t.mapHint}</p>
      {mapless ? null : (
        <Suspense fallback={<div className={styles.map} />}>
          {located ? <PlaceMap label={t.map} bounds={units.data?.bounds ?? WORLD} place={place} onPlace={(next) => choose(next)} onFailed={() => setMapless(true)} /> : <div className={styles.map} />}
        </Suspense>
      )}
      <div className={styles.row}>
        <TextInput label={t.postal} value={postal} maxLength={20} w={140} onChange={(event) => setPostal(event.currentTarget.value)} onKeyDown={(event) => { if (event.key === 'Enter') { event.preventDefault(); find.mutate(); } }} />
        <TextInput label={t.country} value={country} maxLength={60} w={120} onChange={(event) => setCountry(event.currentTarget.value)} />
        <Button loading={find.isPending} disabled={postal.trim() === ''} onClick={() => find.mutate()}>{t.find}</Button>
      </div>
      {find.isError ? <ServerWords error={find.error} /> : null}
      {find.data && find.data.place === null ? <p className={styles.problem} role="alert">{t.unknown(postal.trim())}</p> : null}
      {find.data?.place?.approximate ? <p className={styles.faint} role="status">{t.approximate}</p> : null}
      <TextInput label={t.typed} description={t.typedHint} inputWrapperOrder={['label', 'input', 'description', 'error']} value={typed} maxLength={80} error={wrong ? t.badTyped : undefined} onChange={({ currentTarget: { value } }) => choose(typedPlace(value), value)} />
      {save.isError ? <ServerWords error={save.error} /> : null}
      <div className={styles.actions}>
        <span className={`num ${styles.faint}`} role="status">{place === null ? t.nothing : t.chosen(place.lat.toFixed(5), place.lng.toFixed(5))}</span>
        <span className={styles.space} />
        <Button onClick={onClose}>{text.shell.cancel}</Button>
        <Button type="submit" variant="filled" disabled={place === null} loading={save.isPending}>{t.save}</Button>
      </div>
    </form>
  );
}
