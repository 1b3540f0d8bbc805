import { Button, PasswordInput, SegmentedControl, TextInput } from '@mantine/core';
import { endpoints, type Crm, type CrmConnection } from '@hexalign/api/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../server/call.ts';
import { queryClient } from '../../server/queries.ts';
import { useText } from '../../text/useText.ts';
import { useToast } from '../../ui/toast.ts';
import { ServerWords } from '../data/ServerWords.tsx';
import styles from './Publish.module.css';
import { publishQueries } from './publishQueries.ts';

type Secret = 'tenant' | 'clientId' | 'clientSecret' | 'accessToken';
/** What each system is let in by. */
const SECRETS: Readonly<Record<Exclude<Crm, 'veeva'>, readonly Secret[]>> = { salesforce: ['clientId', 'clientSecret'], hubspot: ['accessToken'], dynamics: ['tenant', 'clientId', 'clientSecret'] };
const ADDRESSES: Readonly<Partial<Record<Crm, string>>> = { hubspot: 'https://api.hubapi.com' };
const HIDDEN: readonly Secret[] = ['clientSecret', 'accessToken'];

/** Asks for a way into a customer system, and tries it before it is taken. */
export function ConnectionForm({ crm, onMade, onClose }: { crm: Exclude<Crm, 'veeva'>; onMade(connection: CrmConnection): void; onClose(): void }): React.ReactNode {
  const text = useText();
  const t = text.publish.connect;
  const toast = useToast();
  const known = useQuery(publishQueries.connections()).data;
  const [name, setName] = useState(text.publish.crm[crm]);
  const [address, setAddress] = useState(ADDRESSES[crm] ?? 'https://');
  const [kind, setKind] = useState<'stored' | 'environment'>(known?.sealed === false ? 'environment' : 'stored');
  const [secrets, setSecrets] = useState<Partial<Record<Secret, string>>>({});
  const [environment, setEnvironment] = useState('MAIN');
  const save = useMutation({
    mutationFn: async () => {
      const made = await call(endpoints.createConnection, { body: { name, crm, address, credentials: kind === 'stored' ? { kind, ...secrets } : { kind, name: environment } } });
      try {
        return { made, organisation: (await call(endpoints.tryConnection, { params: { connectionId: made.id } })).organisation };
      } catch (error) {
        // A way that leads nowhere is not kept.
        await call(endpoints.deleteConnection, { params: { connectionId: made.id } });
        throw error;
      }
    },
    onSuccess: async ({ made, organisation }) => {
      await queryClient.invalidateQueries({ queryKey: ['connections'] });
      toast({ text: t.made(made.name, organisation) });
      onMade(made);
    },
  });
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <h2 className={styles.heading}>{t.title}</h2>
      <TextInput label={t.name} value={name} onChange={(event) => setName(event.currentTarget.value)} maxLength={120} required data-autofocus />
      <TextInput label={t.address} description={t.addressHint} inputWrapperOrder={['label', 'input', 'description']} type="url" value={address} onChange={(event) => setAddress(event.currentTarget.value)} required />
      <div className={styles.row}>
        <SegmentedControl aria-label={t.how} value={kind} onChange={(value) => setKind(value === 'stored' ? 'stored' : 'environment')} data={[{ value: 'stored', label: t.stored, disabled: known?.sealed === false }, { value: 'environment', label: t.environment }]} />
      </div>
      {known?.sealed === false ? <p className={styles.small}>{t.notSealed}</p> : null}
      {kind === 'environment' ? <TextInput label={t.environmentName} description={t.environmentHint} inputWrapperOrder={['label', 'input', 'description']} value={environment} onChange={(event) => setEnvironment(event.currentTarget.value.toUpperCase())} pattern="[A-Z][A-Z0-9]*" required /> : (
        <>
          {SECRETS[crm].map((secret) => {
            const Input = HIDDEN.includes(secret) ? PasswordInput : TextInput;
            return <Input key={secret} label={t[secret]} value={secrets[secret] ?? ''} onChange={(event) => setSecrets({ ...secrets, [secret]: event.currentTarget.value })} autoComplete="off" required />;
          })}
          <p className={styles.small}>{t.never}</p>
        </>
      )}
      {save.isError ? <ServerWords error={save.error} /> : null}
      <div className={styles.actions}>
        <span className={styles.space} />
        <Button onClick={onClose}>{text.shell.cancel}</Button>
        <Button type="submit" variant="filled" loading={save.isPending}>{t.save}</Button>
      </div>
    </form>
  );
}
