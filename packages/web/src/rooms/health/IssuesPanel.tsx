import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconCircleCheck, IconLayoutSidebarLeftCollapse } from '@tabler/icons-react';
import { endpoints } from '@hexalign/api/contract';
import { useMutation } from '@tanstack/react-query';
import { useState, type Dispatch } from 'react';
import { call } from '../../server/call.ts';
import { queryClient } from '../../server/queries.ts';
import { useMay } from '../../server/useMay.ts';
import { formatDay } from '../../text/days.ts';
import { formatTime } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Refusal } from '../../ui/Refusal.tsx';
import { useToast } from '../../ui/toast.ts';
import list from '../scenarios/TerritoryList.module.css';
import type { ViewAction } from '../scenarios/view.ts';
import styles from './Health.module.css';
import { FOR_GOOD, IssueList, type Left } from './IssueList.tsx';
import type { Issue } from './issues.ts';
import { INBOX_KEY } from './useInbox.ts';
import type { Issues } from './useIssues.tsx';

/** The left panel's other list: what wants to be put in order, most pressing first. */
export function IssuesPanel({ planId, issues, tabs, dispatch }: { planId: string; issues: Issues; tabs: React.ReactNode; dispatch: Dispatch<ViewAction> }): React.ReactNode {
  const text = useText();
  const t = text.health;
  const toast = useToast();
  const may = useMay();
  const [all, setAll] = useState(false);
  const again = (): Promise<void> => queryClient.invalidateQueries({ queryKey: [INBOX_KEY] });
  const check = useMutation({ mutationFn: () => call(endpoints.checkAlerts, { params: { planId } }), onSettled: again });
  const aside = useMutation({
    mutationFn: ({ issue, left }: { issue: Issue; left: Left | null }) => call(endpoints.putAside, { body: { item: issue.id, until: left?.until ?? null, reason: left?.reason } }),
    onSuccess: async (_, { issue, left }) => {
      if (left !== null) toast({ text: left.until === FOR_GOOD ? t.leftForGood : t.ignored(formatDay(left.until)), action: { label: text.shell.undo, run: () => aside.mutate({ issue, left: null }) } });
      await again();
    },
  });
  const put = issues.list.filter(({ ignoredUntil }) => ignoredUntil !== null);
  const shown = all ? issues.list : issues.open;
  return (
    <aside className={list.panel} aria-label={t.title}>
      <div className={list.head}>
        {tabs}
        <span className={list.space} />
        <Tooltip label={text.workspace.collapse}><ActionIcon aria-label={text.workspace.collapse} onClick={() => dispatch({ type: 'toggle', part: 'list' })}><IconLayoutSidebarLeftCollapse size={16} stroke={1.6} /></ActionIcon></Tooltip>
      </div>
      <div className={styles.scroll}>
        {[issues.error, check.error, aside.error].filter(Boolean).map((error, i) => <div key={i} style={{ padding: '8px 12px' }}><Refusal error={error} /></div>)}
        {issues.at !== null && issues.open.length === 0 && !all ? <EmptyState icon={<IconCircleCheck size={22} stroke={1.6} />} title={t.clear.title} why={t.clear.why(formatTime(issues.at))} /> : null}
        {shown.length > 0 ? <IssueList issues={shown} open={issues.atHand} onOpen={issues.show} onIgnore={may('inbox.write') ? (issue, left) => aside.mutate({ issue, left }) : null} /> : null}
      </div>
      <div className={styles.foot}>
        {may('plan.write') ? <Button loading={check.isPending} onClick={() => check.mutate()}>{t.check}</Button> : null}
        {put.length > 0 ? <button type="button" className={styles.link} onClick={() => setAll(!all)}>{all ? t.hideAside : `${t.aside(put.length)}. ${t.showAside}`}</button> : null}
      </div>
    </aside>
  );
}
