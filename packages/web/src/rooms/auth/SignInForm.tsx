import { Button, PasswordInput, TextInput } from '@mantine/core';
import { endpoints, type Session } from '@hexalign/api/contract';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../server/call.ts';
import { problemText } from '../../server/problemText.ts';
import { useText } from '../../text/useText.ts';
import styles from './Auth.module.css';

/** E-mail and password, and the single sign-on where one is set up. */
export function SignInForm({ ways, onIn }: { ways: Session['ways']; onIn(session: Session): void }): React.ReactNode {
  const t = useText().auth.signIn;
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useMutation({ mutationFn: () => call(endpoints.signIn, { body: { email, password } }), onSuccess: onIn, onError: () => setPassword('') });
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        signIn.mutate();
      }}
    >
      {signIn.isError ? <p className={styles.problem} role="alert">{problemText(signIn.error)}</p> : null}
      {ways.sso === null ? null : (
        <>
          <Button size="sm" component="a" href="/api/sso/start">{t.sso(ways.sso)}</Button>
          <p className={styles.or}>{t.or}</p>
        </>
      )}
      <TextInput label={t.email} type="email" autoComplete="username" required value={email} onChange={(event) => setEmail(event.currentTarget.value)} withAsterisk={false} data-autofocus />
      <PasswordInput label={t.password} autoComplete="current-password" required value={password} onChange={(event) => setPassword(event.currentTarget.value)} withAsterisk={false} />
      <Button size="sm" type="submit" variant="filled" loading={signIn.isPending}>{t.action}</Button>
    </form>
  );
}
