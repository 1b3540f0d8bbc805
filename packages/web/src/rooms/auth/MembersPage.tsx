import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconDots, IconKey, IconPencil, IconUserMinus, IconUserPlus } from '@tabler/icons-react';
import { endpoints, type Member, type OneTimeLink, type Scope } from '@hexalign/api/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../server/call.ts';
import { problemText } from '../../server/problemText.ts';
import { queries, queryClient } from '../../server/queries.ts';
import { formatMoment } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { Failure } from '../../ui/Failure.tsx';
import { useToast } from '../../ui/toast.ts';
import { OrganisationSwitch } from '../blind/OrganisationSwitch.tsx';
import { InviteDialog, LinkDialog, RemoveDialog, ScopeDialog } from './MemberDialogs.tsx';
import { SettingsPage } from './SettingsPage.tsx';
import styles from './Settings.module.css';

/** Who belongs to the organisation, as what; invitations that are open. */
export function MembersPage(): React.ReactNode {
  const text = useText();
  const t = text.auth.members;
  const toast = useToast();
  const session = useQuery(queries.session());
  const members = useQuery(queries.members());
  const invitations = useQuery(queries.invitations());
  const [inviting, setInviting] = useState(false);
  const [changing, setChanging] = useState<Member | null>(null);
  const [removing, setRemoving] = useState<Member | null>(null);
  const [link, setLink] = useState<OneTimeLink | null>(null);
  const act = useMutation({
    mutationFn: (work: () => Promise<string | null>) => work(),
    onSuccess: (said) => { if (said !== null) toast({ text: said }); },
    onError: (error) => toast({ text: problemText(error), tone: 'danger' }),
    onSettled: () => Promise.all([queryClient.invalidateQueries({ queryKey: ['members'] }), queryClient.invalidateQueries({ queryKey: ['invitations'] })]),
  });
  if (members.isError) return <Failure error={members.error} retry={() => void members.refetch()} />;
  const own = session.data?.scope?.role ?? 'admin';
  const icon = { size: 14, stroke: 1.6 };
  const open = invitations.data?.invitations ?? [];
  return (
    <SettingsPage title={t.title} action={<Button variant="filled" leftSection={<IconUserPlus size={16} stroke={1.6} />} onClick={() => setInviting(true)}>{t.invite}</Button>}>
      <table className={styles.table} aria-busy={members.isPending}>
        <thead>
          <tr>
            <th scope="col">{t.columns.name}</th>
            <th scope="col">{t.columns.role}</th>
            <th scope="col">{t.columns.scope}</th>
            <th scope="col">{t.columns.seen}</th>
            <th aria-hidden="true" />
          </tr>
        </thead>
        <tbody>
          {(members.data?.members ?? []).map((member) => (
            <tr key={member.userId}>
              <td>{member.name}{member.you && member.email !== null ? ` (${t.you})` : ''}<span className={styles.small}>{member.email ?? t.local}</span></td>
              <td>{text.auth.roles[member.scope.role]}</td>
              <td><Reach scope={member.scope} /></td>
              <td>{member.seenAt === null ? t.never : formatMoment(Date.parse(member.seenAt))}</td>
              <td className={styles.figure}>
                <Menu position="bottom-end">
                  <Menu.Target><ActionIcon aria-label={t.changeOf(member.name)}><IconDots size={16} stroke={1.6} /></ActionIcon></Menu.Target>
                  <Menu.Dropdown>
                    <Menu.Item leftSection={<IconPencil {...icon} />} onClick={() => setChanging(member)}>{t.change}</Menu.Item>
                    <Menu.Item
                      leftSection={<IconKey {...icon} />}
                      onClick={() => act.mutate(async () => {
                        setLink((await call(endpoints.resetMember, { params: { userId: member.userId } })).link);
                        return null;
                      })}
                    >
                      {t.reset}
                    </Menu.Item>
                    <Menu.Item leftSection={<IconUserMinus {...icon} />} onClick={() => setRemoving(member)}>{t.remove}</Menu.Item>
                  </Menu.Dropdown>
                </Menu>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {open.length === 0 ? null : (
        <section className={styles.section} style={{ marginTop: 24 }}>
          <h2>{t.invitations}</h2>
          <table className={styles.table}>
            <tbody>
              {open.map(({ id, email, scope, expiresAt }) => (
                <tr key={id}>
                  <td>{email}<span className={styles.small}>{t.until(formatMoment(Date.parse(expiresAt)))}</span></td>
                  <td>{text.auth.roles[scope.role]}</td>
                  <td><Reach scope={scope} /></td>
                  <td className={styles.figure}>
                    <Button
                      size="compact-xs" aria-label={t.takeBackOf(email)}
                      onClick={() => act.mutate(async () => {
                        await call(endpoints.revokeInvitation, { params: { invitationId: id } });
                        return t.takenBack;
                      })}
                    >
                      {t.takeBack}
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      <OrganisationSwitch />
      <InviteDialog
        opened={inviting} own={own} onClose={() => setInviting(false)}
        onMade={(made) => {
          setInviting(false);
          setLink(made);
          void queryClient.invalidateQueries({ queryKey: ['invitations'] });
        }}
      />
      <ScopeDialog member={changing} own={own} onClose={() => setChanging(null)} />
      <RemoveDialog
        member={removing} onClose={() => setRemoving(null)}
        onRemove={(member) => act.mutate(async () => {
          await call(endpoints.removeMember, { params: { userId: member.userId } });
          return t.removed(member.name);
        })}
      />
      <LinkDialog link={link} onClose={() => setLink(null)} />
    </SettingsPage>
  );
}

/** How far somebody's hand reaches, in words. */
function Reach({ scope: { regions, branch, moneyHidden } }: { scope: Scope }): React.ReactNode {
  const t = useText().auth.members.reach;
  return [branch, regions === null ? (branch === null ? t.everywhere : null) : regions.join(', '), moneyHidden ? t.noMoney : null].filter(Boolean).join(' · ');
}
