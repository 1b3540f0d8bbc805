import { Button } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import type { Job } from '@hexalign/api/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { routes } from '../../routes.ts';
import { told } from '../../text/told.ts';
import { useText } from '../../text/useText.ts';
import { Failure } from '../../ui/Failure.tsx';
import { Message } from '../../ui/Message.tsx';
import { Opening } from '../../ui/Opening.tsx';
import datasets from '../datasets/Import.module.css';
import { CheckedImport } from './CheckedImport.tsx';
import { DoneImport } from './DoneImport.tsx';
import { dataQueries } from './dataQueries.ts';
import { ImportWork } from './ImportWork.tsx';
import { planOf } from './planOf.ts';
import { ProblemRail } from './ProblemRail.tsx';
import { WizardFrame } from './WizardFrame.tsx';

/** One import: what it would change, or what it did; while a job works on it, how far that is. */
export function ListImportPage({ importId }: { importId: string }): React.ReactNode {
  const t = useText().data;
  const [, go] = useLocation();
  const asked = useQuery(dataQueries.import(importId));
  const [ended, setEnded] = useState<Job | null>(null);
  const [followed, setFollowed] = useState<string | null>(null);
  if (asked.isError && !asked.data) return <Failure error={asked.error} retry={() => void asked.refetch()} />;
  if (!asked.data) return <Opening />;
  const made = asked.data;
  // A job is followed until it was heard how it ended, also when the import is asked for anew before that and no longer names it.
  if (made.jobId !== null && made.jobId !== followed) setFollowed(made.jobId);
  const planId = planOf(made);
  const columns = routes.dataImport(planId, made.datasetId);
  // An import that was never judged to its end is gone with its job.
  if (asked.isError && made.state === 'judging') {
    return <Message icon={<IconAlertCircle size={22} stroke={1.6} />} tone="danger" title={t.work.gone} why={t.work.goneWhy} detail={ended?.error ? told(ended.error.message) : undefined}><Button component={Link} href={columns} variant="filled">{t.check.back}</Button></Message>;
  }
  const waits = made.state === 'judging' || made.state === 'checked';
  const work = followed === null || followed === ended?.id ? null : <ImportWork made={made} jobId={followed} onEnd={setEnded} />;
  return (
    <WizardFrame
      planId={planId} step={waits ? 'check' : 'done'} open={waits ? { source: () => go(routes.dataImport(planId)), map: () => go(columns) } : {}}
      notes={{ source: made.filename, map: t.kind(made.kind), ...(made.state === 'judging' ? {} : { check: t.wizard.map.rowsIn(made.counts.accepted, made.counts.rows) }) }}
    >
      {made.state === 'judging' ? (
        <main className={datasets.main}><div className={datasets.intro}><h1>{made.filename}</h1><p>{t.wizard.checkingWhy}</p></div>{work}</main>
      ) : (
        <>
          {waits ? <CheckedImport made={made} work={work} ended={ended} onBack={() => go(columns)} /> : <DoneImport made={made} work={work} />}
          <ProblemRail made={made} />
        </>
      )}
    </WizardFrame>
  );
}
