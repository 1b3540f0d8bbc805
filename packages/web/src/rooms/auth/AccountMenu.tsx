import { ActionIcon, Menu } from '@mantine/core';
import { IconBuilding, IconDatabase, IconLogout, IconUser, IconUserCircle, IconUserOff, IconUsers } from '@tabler/icons-react';
import { endpoints } from '@hexalign/api/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { routes } from '../../routes.ts';
import { call } from '../../server/call.ts';
import { queries } from '../../server/queries.ts';
import { useText } from '../../text/useText.ts';
import { usePeopleHidden } from '../blind/usePeopleHidden.ts';
import { LanguageItems } from '../../ui/LanguageItems.tsx';

/** Who is signed in, and the way to one's account, the members, other organisations, and out. */
export function AccountMenu(): React.ReactNode {
  const { auth: t, data, blind } = useText();
  const hidden = usePeopleHidden();
  const session = useQuery(queries.session());
  // Another person or organisation is another application: nothing of the old one stays in memory.
  const leave = (): void => window.location.assign(routes.start);
  const signOut = useMutation({ mutationFn: () => call(endpoints.signOut), onSettled: leave });
  const goOn = useMutation({ mutationFn: (organisationId: string) => call(endpoints.switchOrganisation, { body: { organisationId } }), onSettled: leave });
  const { user, organisation, organisations = [], may = [] } = session.data ?? {};
  if (!user || !organisation) return null;
  const icon = { size: 14, stroke: 1.6 };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t.menu.label(user.name)}><IconUserCircle size={18} stroke={1.6} /></ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{user.name}<br />{t.menu.role(t.roles[organisation.role], organisation.name)}</Menu.Label>
        <Menu.Item component={Link} href={routes.account} leftSection={<IconUserCircle {...icon} />}>{t.menu.account}</Menu.Item>
        {may.includes('import.read') ? <Menu.Item component={Link} href={routes.data()} leftSection={<IconDatabase {...icon} />}>{data.title}</Menu.Item> : null}
        {may.includes('member.read') ? <Menu.Item component={Link} href={routes.members} leftSection={<IconUsers {...icon} />}>{t.menu.members}</Menu.Item> : null}
        {organisations.filter(({ id }) => id !== organisation.id).map(({ id, name }) => (
          <Menu.Item key={id} leftSection={<IconBuilding {...icon} />} onClick={() => goOn.mutate(id)}>{t.menu.goOnIn(name)}</Menu.Item>
        ))}
        <Menu.Item leftSection={hidden.by === null ? <IconUserOff {...icon} /> : <IconUser {...icon} />} onClick={hidden.toggle}>{hidden.by === null ? blind.hide : blind.show}</Menu.Item>
        <Menu.Divider />
        <LanguageItems />
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout {...icon} />} onClick={() => signOut.mutate()}>{t.menu.signOut}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
