import { Button } from '@mantine/core';
import { endpoints, type Session } from '@hexalign/api/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { routes } from '../../routes.ts';
import { call } from '../../server/call.ts';
import { problemText } from '../../server/problemText.ts';
import { useText } from '../../text/useText.ts';
import { Opening } from '../../ui/Opening.tsx';
import { AuthPage } from './AuthPage.tsx';
import { Command } from './Command.tsx';
import { LinkForm, type LinkGiven } from './LinkForm.tsx';

/** Where a one-time link leads: in at once, or to what has to be given with it. */
export function LinkPage({ onIn }: { onIn(session: Session): void }): React.ReactNode {
  const t = useText().auth;
  const [, go] = useLocation();
  const [token] = useState(() => window.location.hash.slice(1));
  const facts = useQuery({ queryKey: ['link', token], staleTime: Infinity, retry: false, queryFn: ({ signal }) => call(endpoints.lookAtLink, { body: { token }, signal }) });
  const use = useMutation({
    mutationFn: (given: LinkGiven) => call(endpoints.useLink, { body: { token, ...given } }),
    onSuccess: (session) => {
      onIn(session);
      go(routes.start, { replace: true });
    },
  });
  const asked = useRef(false);
  const kind = facts.data?.kind;
  useEffect(() => {
    // The secret has been read: it need not stand in the address any longer.
    window.history.replaceState(null, '', routes.link);
  }, []);
  useEffect(() => {
    if (kind !== 'sign-in' || asked.current) return;
    asked.current = true;
    use.mutate({});
  }, [kind, use]);
  if (facts.isError || (use.isError && kind === 'sign-in')) {
    return (
      <AuthPage title={t.link.gone} why={t.link.goneWhy}>
        <Command>{t.bare.command}</Command>
        <Button mt="md" component={Link} href={routes.start}>{t.link.toSignIn}</Button>
      </AuthPage>
    );
  }
  if (!facts.data || facts.data.kind === 'sign-in') return <Opening />;
  const { organisation, role, email } = facts.data;
  const why = facts.data.kind === 'first' ? t.link.why.first : facts.data.kind === 'reset' ? t.link.why.reset(email ?? '') : t.link.why.invite(organisation, t.roles[role ?? 'viewer']);
  return (
    <AuthPage title={t.link.titles[facts.data.kind]} why={why} problem={use.isError ? problemText(use.error) : null}>
      <LinkForm facts={facts.data} busy={use.isPending} onGiven={(given) => use.mutate(given)} />
    </AuthPage>
  );
}
