import type { Dataset } from '@hexalign/api/contract';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDebouncedValue } from '@mantine/hooks';
import { useMemo, useState } from 'react';
import { queries } from '../../server/queries.ts';
import { useText } from '../../text/useText.ts';
import { draftOf, mappingOf } from './draft.ts';
import { GoalsStep } from './GoalsStep.tsx';
import { MapStep } from './MapStep.tsx';
import { Stepper } from './Stepper.tsx';
import styles from './Import.module.css';

/** The two steps over a file that was read. Every row is judged anew whenever the columns change. */
export function ImportSteps({ dataset, onAnother }: { dataset: Dataset; onAnother(): void }): React.ReactNode {
  const t = useText().datasets;
  const [draft, setDraft] = useState(() => draftOf(dataset));
  const [region, setRegion] = useState<string | null>(null);
  const [step, setStep] = useState<'map' | 'goals'>('map');
  const mapping = useMemo(() => mappingOf(draft, t.map.countName), [draft, t]);
  const [asked] = useDebouncedValue(mapping, 350);
  const ready = typeof asked === 'object';
  const check = useQuery({ ...queries.check(dataset.id, ready ? asked : null, region), enabled: ready, placeholderData: keepPreviousData });
  const stale = asked !== mapping || check.isFetching;
  const mapped = Object.values(draft.fields).filter((field) => field !== 'none').length;
  return (
    <div className={styles.body}>
        <Stepper
          steps={[
            { title: t.steps.source, note: `${dataset.filename}, ${t.source.rows(dataset.rows)}`, state: 'done', onOpen: onAnother },
            { title: t.steps.map, note: t.map.summary(dataset.header.length, mapped), state: step === 'map' ? 'now' : 'done', onOpen: () => setStep('map') },
            { title: t.steps.goals, note: '', state: step === 'goals' ? 'now' : 'later' },
          ]}
        >
          <div className={styles.readNote}>{t.source.read(dataset.encoding, dataset.delimiter)}<br /><span className="num">{t.source.rows(dataset.rows)} · {t.source.columns(dataset.header.length)}</span></div>
        </Stepper>
        {step === 'map' || typeof mapping !== 'object' ? (
          <MapStep dataset={dataset} draft={draft} setDraft={setDraft} mapping={mapping} check={ready ? (check.data ?? null) : null} checking={stale} error={check.error} onBack={onAnother} onNext={() => setStep('goals')} />
        ) : (
          <GoalsStep dataset={dataset} mapping={mapping} check={check.data ?? null} checking={stale} error={check.error} region={region} setRegion={setRegion} onBack={() => setStep('map')} />
        )}
    </div>
  );
}
