import { Button, PasswordInput, TextInput } from '@mantine/core';
import type { LinkFacts } from '@hexalign/api/contract';
import { useState } from 'react';
import { useText } from '../../text/useText.ts';
import styles from './Auth.module.css';

/** What is given with a one-time link. */
export interface LinkGiven {
  readonly name?: string;
  readonly email?: string;
  readonly password?: string;
}

/** Asks for what a link needs: a name, an address, a password new or one's own. */
export function LinkForm({ facts: { kind, needs, email: invited }, busy, onGiven }: { facts: LinkFacts; busy: boolean; onGiven(given: LinkGiven): void }): React.ReactNode {
  const t = useText().auth.link;
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const own = needs.password === 'own';
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        onGiven({ ...(needs.name ? { name } : {}), ...(needs.email ? { email } : {}), password });
      }}
    >
      {needs.name ? <TextInput label={t.name} autoComplete="name" required withAsterisk={false} maxLength={120} value={name} onChange={(event) => setName(event.currentTarget.value)} /> : null}
      {needs.email ? (
        <TextInput label={t.email} type="email" autoComplete="username" required withAsterisk={false} value={email} onChange={(event) => setEmail(event.currentTarget.value)} />
      ) : (
        <TextInput label={t.email} type="email" autoComplete="username" readOnly value={invited ?? ''} />
      )}
      <PasswordInput
        label={own ? t.ownPassword : t.newPassword} description={own ? undefined : t.rule} autoComplete={own ? 'current-password' : 'new-password'}
        required withAsterisk={false} minLength={own ? undefined : 12} value={password} onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <Button size="sm" type="submit" variant="filled" loading={busy}>{t.actions[kind]}</Button>
    </form>
  );
}
