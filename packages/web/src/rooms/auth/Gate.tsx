import { Modal } from '@mantine/core';
import type { Session } from '@hexalign/api/contract';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useRoute } from 'wouter';
import { routes } from '../../routes.ts';
import { queries, queryClient } from '../../server/queries.ts';
import { onSessionEnd } from '../../server/sessionEnd.ts';
import { useText } from '../../text/useText.ts';
import { Failure } from '../../ui/Failure.tsx';
import { Opening } from '../../ui/Opening.tsx';
import { EntryPage } from './EntryPage.tsx';
import { LinkPage } from './LinkPage.tsx';
import { SignInForm } from './SignInForm.tsx';
import styles from './Auth.module.css';

const OwnPage = lazy(() => import('./OwnPage.tsx').then(({ OwnPage: page }) => ({ default: page })));

/**
 * The door: whoever is signed in sees the application, everybody else how to get in. When a session ends on the way,
 * the page stays as it is below the question who is there, so that what is not saved yet is not lost.
 */
export function Gate({ children }: { children: React.ReactNode }): React.ReactNode {
  const t = useText().auth.signIn;
  const session = useQuery(queries.session());
  const [atLink] = useRoute(routes.link);
  const [atAccount] = useRoute(routes.account);
  const [inside, setInside] = useState<string | null>(null);
  useEffect(() => onSessionEnd(() => void queryClient.invalidateQueries({ queryKey: ['session'] })), []);
  const user = session.data?.user?.id ?? null;
  useEffect(() => {
    if (user !== null) setInside(user);
  }, [user]);
  const onIn = (now: Session): void => {
    // Somebody else's page is somebody else's: begin anew.
    if (inside !== null && now.user?.id !== inside) window.location.assign(routes.start);
    queryClient.setQueryData(queries.session().queryKey, now);
    // A link that let somebody in is used up: to look at it again would find nothing.
    void queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' && queryKey[0] !== 'link' });
  };
  if (atLink) return <LinkPage onIn={onIn} />;
  if (session.isError && inside === null) return <Failure error={session.error} retry={() => void session.refetch()} />;
  if (!session.data) return <Opening />;
  if (user === null && inside === null) return <EntryPage ways={session.data.ways} onIn={onIn} />;
  // Reps look after one territory; plans and their pages are not theirs.
  const repOnly = session.data.scope?.role === 'rep' && !atAccount;
  return (
    <>
      {repOnly ? <Suspense fallback={<Opening />}><OwnPage /></Suspense> : children}
      <Modal opened={user === null} onClose={() => undefined} title={t.title} withCloseButton={false} size="sm">
        <p className={styles.why}>{t.again}</p>
        <SignInForm ways={session.data.ways} onIn={onIn} />
      </Modal>
    </>
  );
}
