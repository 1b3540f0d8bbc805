import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconArchive, IconArchiveOff, IconCopy, IconDatabase, IconDots, IconPencil, IconTrash, IconUser, IconUserOff } from '@tabler/icons-react';
import { endpoints, type PlanSummary } from '@hexalign/api/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { routes } from '../../routes.ts';
import { call } from '../../server/call.ts';
import { queries, queryClient, type PlanState } from '../../server/queries.ts';
import { useMay } from '../../server/useMay.ts';
import { useText } from '../../text/useText.ts';
import { RenameDialog } from '../../ui/RenameDialog.tsx';
import { useToast } from '../../ui/toast.ts';

/** What can be done with a plan. Nothing here is final: what is deleted can be restored. */
export function PlanMenu({ plan, state }: { plan: PlanSummary; state: PlanState }): React.ReactNode {
  const t = useText();
  const toast = useToast();
  const may = useMay();
  const [renaming, setRenaming] = useState(false);
  const workspace = useQuery(queries.workspace());
  const params = { planId: plan.id };
  const act = useMutation({
    mutationFn: (work: () => Promise<unknown>) => work(),
    onSettled: () => Promise.all([queryClient.invalidateQueries({ queryKey: ['plans'] }), queryClient.invalidateQueries({ queryKey: ['workspace'] }), queryClient.invalidateQueries({ queryKey: ['plan', plan.id] })]),
    onError: (error) => toast({ text: error.message, tone: 'danger' }),
  });
  const restore = (): void => act.mutate(() => call(endpoints.restorePlan, { params }));
  const setArchived = (archived: boolean): void =>
    act.mutate(async () => {
      await call(endpoints.patchPlan, { params, body: { archived } });
      if (archived) toast({ text: t.plans.archived(plan.name), action: { label: t.shell.undo, run: () => setArchived(false) } });
    });
  const remove = (): void =>
    act.mutate(async () => {
      await call(endpoints.deletePlan, { params });
      toast({ text: t.plans.deleted(plan.name), action: { label: t.plans.restore, run: restore } });
    });
  const duplicate = (): void =>
    act.mutate(async () => {
      const copy = await call(endpoints.duplicatePlan, { params, body: { name: t.plans.copyName(plan.name) } });
      toast({ text: t.plans.duplicated(copy.name) });
    });
  const hidePeople = (hidden: boolean): void =>
    act.mutate(async () => {
      await call(endpoints.hidePlanPeople, { params, body: { hidden } });
      // Whatever was told of people, or of positions, is told anew.
      queryClient.clear();
      toast({ text: (hidden ? t.blind.hiddenFromAll : t.blind.shownToAll)(plan.name) });
    });
  const rename = (name: string): void => act.mutate(() => call(endpoints.patchPlan, { params, body: { name } }));
  if (state === 'deleted') return <Button size="compact-xs" onClick={restore} loading={act.isPending}>{t.plans.restore}</Button>;
  const icon = { size: 14, stroke: 1.6 };
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t.plans.menu(plan.name)}><IconDots size={16} stroke={1.6} /></ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil {...icon} />} onClick={() => setRenaming(true)}>{t.plans.rename}</Menu.Item>
          {plan.status === 'ready' ? <Menu.Item leftSection={<IconCopy {...icon} />} onClick={duplicate}>{t.plans.duplicate}</Menu.Item> : null}
          {may('import.read') && plan.status === 'ready' ? <Menu.Item component={Link} href={routes.data(plan.id)} leftSection={<IconDatabase {...icon} />}>{t.data.title}</Menu.Item> : null}
          {plan.archived ? (
            <Menu.Item leftSection={<IconArchiveOff {...icon} />} onClick={() => setArchived(false)}>{t.plans.unarchive}</Menu.Item>
          ) : (
            <Menu.Item leftSection={<IconArchive {...icon} />} onClick={() => setArchived(true)}>{t.plans.archive}</Menu.Item>
          )}
          {may('people.hide') ? <Menu.Item leftSection={plan.peopleBlind ? <IconUser {...icon} /> : <IconUserOff {...icon} />} onClick={() => hidePeople(!plan.peopleBlind)}>{plan.peopleBlind ? t.blind.showToAll : t.blind.hideFromAll}</Menu.Item> : null}
          <Menu.Item leftSection={<IconTrash {...icon} />} onClick={remove}>{workspace.data?.demo.planId === plan.id ? t.plans.removeDemo : t.plans.remove}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <RenameDialog opened={renaming} title={t.plans.renameTitle} label={t.plans.renameLabel} value={plan.name} onClose={() => setRenaming(false)} onSave={rename} />
    </>
  );
}
