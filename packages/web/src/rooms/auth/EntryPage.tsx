import type { Session } from '@hexalign/api/contract';
import { useText } from '../../text/useText.ts';
import { AuthPage } from './AuthPage.tsx';
import { Command } from './Command.tsx';
import { SignInForm } from './SignInForm.tsx';
import styles from './Auth.module.css';

/** What somebody sees who is not signed in: how one gets in here. */
export function EntryPage({ ways, onIn }: { ways: Session['ways']; onIn(session: Session): void }): React.ReactNode {
  const t = useText().auth;
  const code = new URLSearchParams(window.location.search).get('problem');
  const problem = code === null ? null : (t.problems[code] ?? t.problems['sso.failed']);
  if (ways.printed && !ways.password && ways.sso === null) {
    return <AuthPage title={t.bare.title} why={t.bare.why} problem={problem}><Command>{t.bare.command}</Command></AuthPage>;
  }
  return (
    <AuthPage title={t.signIn.title} problem={problem}>
      <SignInForm ways={ways} onIn={onIn} />
      <p className={styles.hint}>{ways.printed ? t.signIn.printed : t.signIn.forgotten}</p>
      {ways.printed ? <Command>{t.bare.command}</Command> : null}
    </AuthPage>
  );
}
