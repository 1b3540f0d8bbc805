import { Button, Modal } from '@mantine/core';
import { IconArrowBackUp, IconChevronDown, IconChevronRight, IconDownload, IconPlayerStop, IconUpload } from '@tabler/icons-react';
import { endpoints, type Publication } from '@hexalign/api/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { call } from '../../server/call.ts';
import { formatDay } from '../../text/days.ts';
import { formatMoment } from '../../text/format.ts';
import { useMay } from '../../server/useMay.ts';
import { told } from '../../text/told.ts';
import { useText } from '../../text/useText.ts';
import { Reasoned } from '../../ui/Reasoned.tsx';
import { useMayNot } from '../auth/useMayNot.ts';
import { ServerWords } from '../data/ServerWords.tsx';
import { PublicationProblems } from './PublicationProblems.tsx';
import { PublicationSteps } from './PublicationSteps.tsx';
import styles from './Publish.module.css';
import { published, publishQueries, underWay } from './publishQueries.ts';

const icon = { size: 16, stroke: 1.6 };
const tone: Readonly<Record<Publication['state'], string | undefined>> = { checking: styles.wait, checked: undefined, running: styles.wait, done: styles.good, partial: styles.bad, failed: styles.bad, stale: styles.wait, rolled_back: undefined };

/** One publication: what it says, how far it came, and what can be done with it. */
export function PublicationCard({ publication: one, first, of }: { publication: Publication; first: boolean; of: Publication | null }): React.ReactNode {
  const t = useText().publish;
  const [opened, setOpened] = useState<boolean | null>(null);
  const body = useId();
  const open = opened ?? first;
  const words = one.kind === 'rollback' ? t.rollback : t.state;
  const Chevron = open ? IconChevronDown : IconChevronRight;
  return (
    <article className={styles.card} aria-label={`${one.target}, ${formatMoment(Date.parse(one.createdAt))}`}>
      <button type="button" className={styles.cardHead} aria-expanded={open} aria-controls={body} onClick={() => setOpened(!open)}>
        <Chevron {...icon} aria-hidden />
        <b>{one.target}</b>
        <span className={`${styles.chip} ${tone[one.state] ?? ''}`} data-testid="state">{words[one.state]}</span>
        <span className={styles.space} />
        <span className={styles.small}>{formatMoment(Date.parse(one.createdAt))}</span>
      </button>
      {open ? <div id={body} className={styles.cardBody}><Inside one={one} of={of} /></div> : null}
    </article>
  );
}

function Inside({ one, of }: { one: Publication; of: Publication | null }): React.ReactNode {
  const t = useText().publish;
  const { stamp, state, steps } = one;
  const checked = state !== 'checking' && !(state === 'failed' && steps.length === 0);
  return (
    <>
      <p className={styles.says} role="status">{state === 'checked' && steps.length === 0 ? t.nothingToDo : one.kind === 'rollback' && state === 'done' ? t.meaningOfRollback : t.meaning[state]}{one.differs === null ? '' : ` ${t.differs(one.differs)}`}</p>
      <p className={styles.small}>
        {one.kind === 'rollback' && of !== null ? <>{t.rollbackOf(formatMoment(Date.parse(of.createdAt)))}<br /></> : null}
        {t.whose(stamp.scenario, stamp.revision, formatDay(stamp.from))} · {t.hash(stamp.hash.slice(0, 12))}<br />
        {(one.kind === 'rollback' ? t.askedBy : t.checkedBy)(one.actor.name, formatMoment(Date.parse(one.createdAt)))}
        {one.confirmedBy !== null && one.endedAt !== null ? <><br />{t.confirmedBy(one.confirmedBy.name, formatMoment(Date.parse(one.endedAt)))}</> : null}
      </p>
      {one.error === null || state === 'stale' ? null : <p className={styles.fault} role="alert">{told(one.error.message)}</p>}
      <PublicationProblems publication={one} />
      {steps.length === 0 ? null : <PublicationSteps publication={one} />}
      {underWay(one) ? <Stop one={one} /> : checked ? <Actions one={one} /> : null}
    </>
  );
}

/** Stops what is under way after the batch that it is at; what was written until then can be rolled back. */
function Stop({ one }: { one: Publication }): React.ReactNode {
  const t = useText().publish;
  const may = useMay()('job.write');
  const stop = useMutation({ mutationFn: (jobId: string) => call(endpoints.cancelJob, { params: { jobId }, body: { keep: false } }), onSettled: () => published(one.planId) });
  const { jobId } = one;
  if (jobId === null || !may) return null;
  return (
    <div className={styles.actions}>
      {stop.isError ? <ServerWords error={stop.error} /> : null}
      <Button leftSection={<IconPlayerStop {...icon} />} loading={stop.isPending} onClick={() => stop.mutate(jobId)}>{t.stop}</Button>
    </div>
  );
}

function Actions({ one }: { one: Publication }): React.ReactNode {
  const text = useText();
  const t = text.publish;
  const [asking, setAsking] = useState<'confirm' | 'rollBack' | null>(null);
  const push = useQuery(publishQueries.connections()).data?.push ?? true;
  const refused = useMayNot()('publish.write');
  const act = useMutation({
    mutationFn: (what: 'confirm' | 'rollBack') => call(what === 'confirm' ? endpoints.confirmPublication : endpoints.rollBackPublication, { params: { publicationId: one.id } }),
    onSuccess: () => setAsking(null),
    onSettled: () => published(one.planId),
  });
  const rows = one.steps.reduce((sum, step) => sum + step.rows, 0);
  const writable = one.live && one.state === 'checked' && one.kind === 'publish' && rows > 0;
  const why = refused ?? (push ? null : t.noPush) ?? (one.problems.some(({ stops }) => stops) ? t.stopped : null);
  const words = asking === 'rollBack' ? { title: t.rollBack.title, why: t.rollBack.why, go: t.rollBack.go } : { title: t.confirm.title(t.crm[one.crm]), why: t.confirm.why(rows), go: t.confirm.go };
  return (
    <div className={styles.actions}>
      {one.steps.length === 0 && !one.live ? null : <Button component="a" href={`/api/publications/${one.id}/files.zip`} download leftSection={<IconDownload {...icon} />}>{t.files}</Button>}
      {one.canRollBack ? <Button component="a" href={`/api/publications/${one.id}/rollback.zip`} download leftSection={<IconDownload {...icon} />}>{t.rollbackFiles}</Button> : null}
      <span className={styles.space} />
      {one.canRollBack ? <Reasoned why={refused}><Button leftSection={<IconArrowBackUp {...icon} />} data-disabled={refused !== null || undefined} aria-disabled={refused !== null} onClick={() => { if (refused === null) setAsking('rollBack'); }}>{t.rollBack.button}</Button></Reasoned> : null}
      {writable ? <Reasoned why={why}><Button variant="filled" leftSection={<IconUpload {...icon} />} data-disabled={why !== null || undefined} aria-disabled={why !== null} onClick={() => { if (why === null) setAsking('confirm'); }}>{t.confirm.button}</Button></Reasoned> : null}
      <Modal opened={asking !== null} onClose={() => setAsking(null)} title={words.title} closeButtonProps={{ 'aria-label': text.shell.close }}>
        <p className={styles.says}>{words.why}</p>
        {act.isError ? <ServerWords error={act.error} /> : null}
        <div className={styles.actions}>
          <span className={styles.space} />
          <Button onClick={() => setAsking(null)}>{text.shell.cancel}</Button>
          <Button variant="filled" loading={act.isPending} onClick={() => { if (asking !== null) act.mutate(asking); }} data-autofocus>{words.go}</Button>
        </div>
      </Modal>
    </div>
  );
}
