import { Button, FileButton, Tabs } from '@mantine/core';
import { IconChevronRight, IconUpload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation, useSearchParams } from 'wouter';
import { routes } from '../../routes.ts';
import { queries } from '../../server/queries.ts';
import { useText } from '../../text/useText.ts';
import { Failure } from '../../ui/Failure.tsx';
import { Reasoned } from '../../ui/Reasoned.tsx';
import { SchemeToggle } from '../../ui/SchemeToggle.tsx';
import { TopBar } from '../../ui/TopBar.tsx';
import { useMayNot } from '../auth/useMayNot.ts';
import { handOver } from '../datasets/handedFile.ts';
import datasets from '../datasets/Import.module.css';
import styles from './Data.module.css';
import { ImportsSection } from './ImportsSection.tsx';
import { InboxSection } from './InboxSection.tsx';
import { SchedulesSection } from './SchedulesSection.tsx';

const TABS = ['imports', 'inbox', 'schedules'] as const;
type TabName = (typeof TABS)[number];

/** Files that are read, for the picker of the system. */
export const LISTS = '.csv,.tsv,.txt,.xlsx,.geojson,.json,.parquet,text/csv,text/plain,text/tab-separated-values';

/** Lists that came in, of the organisation or of one plan: imports, records without a place, schedules. */
export function DataPage({ planId }: { planId: string | null }): React.ReactNode {
  const text = useText();
  const t = text.data;
  const [, go] = useLocation();
  const [params, setParams] = useSearchParams();
  const plan = useQuery({ ...queries.plan(planId ?? ''), enabled: planId !== null });
  const mayNot = useMayNot()('import.write');
  const tab = TABS.find((name) => name === params.get('show')) ?? 'imports';
  if (plan.isError) return <Failure error={plan.error} retry={() => void plan.refetch()} />;
  const take = (file: File | null): void => {
    if (file === null) return;
    handOver(file);
    go(routes.dataImport(planId));
  };
  const title = planId === null ? t.title : t.ofPlan(plan.data?.name ?? '…');
  return (
    <div className={styles.page}>
      <TopBar>
        <Link href={routes.plans} className={datasets.crumb}>{text.shell.home}</Link>
        <IconChevronRight size={14} stroke={1.6} className={datasets.dim} aria-hidden />
        {planId === null ? null : <><Link href={routes.plan(planId)} className={datasets.crumb}>{plan.data?.name ?? '…'}</Link><IconChevronRight size={14} stroke={1.6} className={datasets.dim} aria-hidden /></>}
        <span className={datasets.current}>{t.title}</span>
        <span className={styles.space} />
        <SchemeToggle />
      </TopBar>
      <main className={styles.main}>
        <div className={styles.head}>
          <h1 className={styles.title}>{title}</h1>
          <span className={styles.space} />
          {planId === null ? null : <Button component={Link} href={routes.data()}>{t.whole}</Button>}
          {mayNot === null ? (
            <FileButton accept={LISTS} onChange={take}>{(props) => <Button {...props} variant="filled" leftSection={<IconUpload size={16} stroke={1.6} />}>{t.import}</Button>}</FileButton>
          ) : (
            <Reasoned why={mayNot}><Button variant="filled" data-disabled aria-disabled leftSection={<IconUpload size={16} stroke={1.6} />}>{t.import}</Button></Reasoned>
          )}
        </div>
        <p className={styles.lead}>{planId === null ? t.intro : t.introPlan}</p>
        <Tabs value={tab} keepMounted={false} onChange={(name) => setParams((before) => { before.set('show', name ?? 'imports'); return before; }, { replace: true })}>
          <Tabs.List aria-label={title}>{TABS.map((name: TabName) => <Tabs.Tab key={name} value={name}>{t.tabs[name]}</Tabs.Tab>)}</Tabs.List>
          <Tabs.Panel value="imports"><ImportsSection planId={planId} /></Tabs.Panel>
          <Tabs.Panel value="inbox"><InboxSection planId={planId} /></Tabs.Panel>
          <Tabs.Panel value="schedules"><SchedulesSection planId={planId} /></Tabs.Panel>
        </Tabs>
      </main>
    </div>
  );
}
