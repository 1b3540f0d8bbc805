import { ActionIcon, Tooltip } from '@mantine/core';
import { IconChevronRight, IconDeviceFloppy, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { routes } from '../../routes.ts';
import { queries } from '../../server/queries.ts';
import { useText } from '../../text/useText.ts';
import { Failure } from '../../ui/Failure.tsx';
import { Opening } from '../../ui/Opening.tsx';
import { TopBar } from '../../ui/TopBar.tsx';
import { ImportSteps } from './ImportSteps.tsx';
import { SourceStep } from './SourceStep.tsx';
import { Stepper } from './Stepper.tsx';
import styles from './Import.module.css';

/** Import: choose a file, say what its columns are, say what the territories shall be. */
export function ImportPage({ datasetId }: { datasetId: string | null }): React.ReactNode {
  const t = useText();
  const [, go] = useLocation();
  const [another, setAnother] = useState(false);
  const dataset = useQuery({ ...queries.dataset(datasetId ?? ''), enabled: datasetId !== null });
  return (
    <div className={styles.page}>
      <TopBar>
        <Link href={routes.plans} className={styles.crumb}>{t.shell.home}</Link>
        <IconChevronRight size={14} stroke={1.6} className={styles.dim} aria-hidden />
        <span className={styles.current}>{t.datasets.title}</span>
        <span className={styles.space} />
        <span className={styles.note}><IconDeviceFloppy size={15} stroke={1.6} aria-hidden />{t.datasets.nothingWritten}</span>
        <Tooltip label={t.datasets.leave}><ActionIcon component={Link} href={routes.plans} aria-label={t.datasets.leave}><IconX size={17} stroke={1.6} /></ActionIcon></Tooltip>
      </TopBar>
      {datasetId === null || another ? (
        <div className={styles.body}>
          <Stepper steps={[{ title: t.datasets.steps.source, note: '', state: 'now' }, { title: t.datasets.steps.map, note: '', state: 'later' }, { title: t.datasets.steps.goals, note: '', state: 'later' }]} />
          <SourceStep onRead={(id) => { setAnother(false); go(routes.importOf(id)); }} />
        </div>
      ) : dataset.isError ? (
        <Failure error={dataset.error} retry={() => void dataset.refetch()} />
      ) : dataset.data ? (
        <ImportSteps dataset={dataset.data} onAnother={() => setAnother(true)} />
      ) : (
        <Opening />
      )}
    </div>
  );
}
