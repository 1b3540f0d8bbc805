import { Button, SegmentedControl } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { endpoints, type Import, type Job } from '@hexalign/api/contract';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ApiError } from '../../server/ApiError.ts';
import { call } from '../../server/call.ts';
import { queryClient } from '../../server/queries.ts';
import { useMay } from '../../server/useMay.ts';
import { told } from '../../text/told.ts';
import { useText } from '../../text/useText.ts';
import datasets from '../datasets/Import.module.css';
import { Busy } from './Busy.tsx';
import { ChangeTabs } from './ChangeTabs.tsx';
import { dataQueries, recordsChanged } from './dataQueries.ts';
import styles from './Data.module.css';
import { MeasureSums } from './MeasureSums.tsx';
import { RowCounts } from './RowCounts.tsx';
import { ServerWords } from './ServerWords.tsx';

/** An import that was checked: what it would change, the choice for what is gone, and the commit. */
export function CheckedImport({ made, work, ended, onBack }: { made: Import; /** A job that works on it. */ work: React.ReactNode; /** How the last one ended. */ ended: Job | null; onBack(): void }): React.ReactNode {
  const text = useText();
  const t = text.data;
  const may = useMay();
  const params = { importId: made.id };
  const [overtaken, setOvertaken] = useState(false);
  const keep = (known: Import): void => {
    queryClient.setQueryData(dataQueries.import(made.id).queryKey, known);
    void queryClient.invalidateQueries({ queryKey: ['changes', made.id] });
  };
  const check = useMutation({ mutationFn: (gone: Import['gone']) => call(endpoints.checkImport, { params, body: { gone } }), onSuccess: keep });
  const commit = useMutation({
    mutationFn: () => call(endpoints.commitImport, { params }),
    onSuccess: (committed) => {
      keep(committed);
      void recordsChanged();
    },
  });
  const refusal = commit.error instanceof ApiError ? commit.error.code : (ended?.error?.code ?? null);
  const { mutate: checkAgain } = check;
  const { gone } = made;
  useEffect(() => {
    if (refusal !== 'import.stale') return;
    setOvertaken(true);
    checkAgain(gone);
    // Once for each refusal, whatever is chosen afterwards.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [refusal, commit.error, ended, checkAgain]);
  const stale = commit.error instanceof ApiError && commit.error.code === 'import.stale';
  const { changes, kind } = made;
  const changing = changes.new + changes.changed + (made.gone === 'remove' ? changes.gone : 0);
  const busy = commit.isPending || check.isPending || work !== null;
  return (
    <main className={datasets.main}>
      <div className={datasets.scroll} aria-busy={busy}>
        <div className={datasets.intro}>
          <h1>{t.check.title}</h1>
          <p>{t.check.wouldChange}</p>
        </div>
        {overtaken ? <div className={styles.inset}><div className={styles.note} role="alert"><IconAlertTriangle size={16} stroke={1.6} aria-hidden /><p>{t.check.stale}</p></div></div> : null}
        {made.notes.length > 0 ? <div className={styles.inset}><ul className={datasets.guessNotes} aria-label={t.check.notes}>{made.notes.map((note) => <li key={note}>{told(note)}</li>)}</ul></div> : null}
        <RowCounts made={made} />
        {changes.gone > 0 ? (
          <section className={styles.section}>
            <h2>{t.check.goneTitle(changes.gone, kind)}</h2>
            <div className={styles.choice}>
              <SegmentedControl aria-label={t.check.goneLabel} value={check.isPending ? check.variables : made.gone} disabled={busy} onChange={(value) => check.mutate(value === 'remove' ? 'remove' : 'keep')} data={[{ value: 'keep', label: t.check.goneKeep }, { value: 'remove', label: t.check.goneRemove }]} />
            </div>
          </section>
        ) : null}
        <ChangeTabs made={made} />
        <MeasureSums made={made} />
        {commit.isError && !stale ? <ServerWords error={commit.error} /> : null}
        {ended?.error && ended.error.code !== 'import.stale' && work === null ? <div className={datasets.problem} role="alert"><IconAlertTriangle size={18} stroke={1.6} aria-hidden /><div><b>{t.work.failed}</b><p>{told(ended.error.message)}</p></div></div> : null}
        {check.isError ? <ServerWords error={check.error} /> : null}
      </div>
      {work}
      {commit.isPending ? <Busy title={t.check.committing(changing, kind)} why={kind === 'accounts' && made.scope !== '' ? t.check.committingPlan : undefined} /> : null}
      <footer className={datasets.footer}>
        <Button size="sm" onClick={onBack}>{t.check.back}</Button>
        <span className={datasets.space} />
        <span className={`num ${datasets.quiet}`}>{changing === 0 ? t.check.commitNothing : t.check.ready(changing, kind)}</span>
        <Button size="sm" variant="filled" disabled={changing === 0 || check.isPending || work !== null || !may('import.write')} loading={commit.isPending} onClick={() => commit.mutate()}>{t.check.commit}</Button>
      </footer>
    </main>
  );
}
