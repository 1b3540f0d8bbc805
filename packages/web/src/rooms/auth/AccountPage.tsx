import { Button, PasswordInput, TextInput } from '@mantine/core';
import { endpoints, type Session } from '@hexalign/api/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../server/call.ts';
import { problemText } from '../../server/problemText.ts';
import { queries, queryClient } from '../../server/queries.ts';
import { useText } from '../../text/useText.ts';
import { Opening } from '../../ui/Opening.tsx';
import { useToast } from '../../ui/toast.ts';
import { HooksSection } from '../hooks/HooksSection.tsx';
import { KeysSection } from './KeysSection.tsx';
import { SessionsSection } from './SessionsSection.tsx';
import { SettingsPage } from './SettingsPage.tsx';
import styles from './Settings.module.css';

/** One's own account: name, password, where one is signed in, keys for programs. */
export function AccountPage(): React.ReactNode {
  const t = useText().auth.account;
  const session = useQuery(queries.session());
  if (!session.data?.user) return <Opening />;
  return (
    <SettingsPage title={t.title}>
      <NameSection user={session.data.user} />
      <PasswordSection user={session.data.user} />
      <SessionsSection />
      <KeysSection role={session.data.scope!.role} moneyHidden={session.data.scope!.moneyHidden} regions={session.data.scope!.regions} branch={session.data.scope!.branch} />
      {session.data.may.includes('hook.read') && session.data.scope!.regions === null ? <HooksSection /> : null}
    </SettingsPage>
  );
}

type User = NonNullable<Session['user']>;

function keep(session: Session): void {
  queryClient.setQueryData(queries.session().queryKey, session);
}

function NameSection({ user }: { user: User }): React.ReactNode {
  const t = useText().auth.account;
  const toast = useToast();
  const [name, setName] = useState(user.name);
  const save = useMutation({
    mutationFn: () => call(endpoints.patchAccount, { body: { name } }),
    onSuccess: (session) => {
      keep(session);
      toast({ text: t.saved });
    },
  });
  return (
    <form
      className={styles.fields}
      style={{ marginBottom: 16 }}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <TextInput className={styles.field} label={t.name} autoComplete="name" required withAsterisk={false} maxLength={120} value={name} onChange={(event) => setName(event.currentTarget.value)} error={save.isError ? problemText(save.error) : undefined} />
      <Button type="submit" loading={save.isPending}>{t.save}</Button>
    </form>
  );
}

function PasswordSection({ user }: { user: User }): React.ReactNode {
  const t = useText().auth.account;
  const toast = useToast();
  const [current, setCurrent] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const change = useMutation({
    mutationFn: () => call(endpoints.changePassword, { body: { password, ...(user.hasPassword ? { current } : {}), ...(user.email === null ? { email } : {}) } }),
    onSuccess: (session) => {
      keep(session);
      setCurrent('');
      setPassword('');
      void queryClient.invalidateQueries({ queryKey: ['sessions'] });
      toast({ text: t.passwordSet });
    },
  });
  return (
    <section className={styles.section}>
      <h2>{t.passwordTitle}</h2>
      <p className={styles.why}>{user.hasPassword ? t.passwordWhy : t.firstPassword}</p>
      <form
        className={styles.fields}
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate();
        }}
      >
        {user.email === null ? <TextInput className={styles.field} label={t.email} type="email" autoComplete="username" required withAsterisk={false} value={email} onChange={(event) => setEmail(event.currentTarget.value)} /> : null}
        {user.hasPassword ? <PasswordInput className={styles.field} label={t.current} autoComplete="current-password" required withAsterisk={false} value={current} onChange={(event) => setCurrent(event.currentTarget.value)} /> : null}
        <PasswordInput className={styles.field} label={t.next} placeholder={t.rule} autoComplete="new-password" required withAsterisk={false} minLength={12} value={password} onChange={(event) => setPassword(event.currentTarget.value)} />
        <Button type="submit" loading={change.isPending}>{t.setPassword}</Button>
      </form>
      {change.isError ? <p className={styles.problem} role="alert">{problemText(change.error)}</p> : null}
    </section>
  );
}
