import { NativeSelect, TextInput } from '@mantine/core';
import type { PublishSchedule } from '@hexalign/api/contract';
import { useMay } from '../../server/useMay.ts';
import { useText } from '../../text/useText.ts';
import styles from './Publish.module.css';

const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6];

/** Whether a field map goes by the clock, when, and how far. */
export function ScheduleFields({ schedule, live, onSchedule }: { schedule: PublishSchedule | null; live: boolean; onSchedule(schedule: PublishSchedule | null): void }): React.ReactNode {
  const t = useText().publish.form;
  const may = useMay()('publish.write');
  const choose = (mode: string): void => onSchedule(mode === 'check' || mode === 'publish' ? { at: '02:00', weekdays: EVERY_DAY, vacant: [], ...schedule, mode } : null);
  return (
    <div className={styles.row}>
      <NativeSelect
        label={t.clock} description={schedule === null ? undefined : may ? t.clockHint : t.notYours} inputWrapperOrder={['label', 'input', 'description']} value={schedule?.mode ?? 'never'} onChange={(event) => choose(event.currentTarget.value)} w={240}
        data={[{ value: 'never', label: t.clockChoice.never }, { value: 'check', label: t.clockChoice.check }, ...(live ? [{ value: 'publish', label: t.clockChoice.publish, disabled: !may }] : [])]}
      />
      {schedule === null ? null : (
        <>
          <TextInput type="time" label={t.at} value={schedule.at} onChange={(event) => onSchedule({ ...schedule, at: event.currentTarget.value })} required w={120} />
          <TextInput label={t.vacant} description={t.vacantHint} inputWrapperOrder={['label', 'input', 'description']} value={schedule.vacant.join(', ')} onChange={(event) => onSchedule({ ...schedule, vacant: event.currentTarget.value === '' ? [] : event.currentTarget.value.split(',').map((id) => id.trimStart()) })} w={240} />
        </>
      )}
    </div>
  );
}
