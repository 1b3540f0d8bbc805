import { ActionIcon, Loader, Tooltip } from '@mantine/core';
import { IconCircleCheck, IconPlayerStop } from '@tabler/icons-react';
import { formatClock, formatShare } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import styles from './JobChip.module.css';
import type { Design } from './useDesign.ts';

/** The design that runs, in the top bar: clock, best so far, stop. */
export function JobChip({ design, onOpen }: { design: Design; onOpen(): void }): React.ReactNode {
  const t = useText().solving;
  const { running, progress, last, endedHere } = design;
  if (!running) {
    if (last?.state !== 'done' || !endedHere) return null;
    return <button type="button" className={styles.chip} onClick={onOpen}><IconCircleCheck size={15} stroke={1.6} aria-hidden />{t.done.ready}</button>;
  }
  const clock = formatClock(progress?.elapsedSeconds ?? 0);
  return (
    <span className={styles.chip}>
      <button type="button" className={styles.open} onClick={onOpen}>
        <Loader size={14} color="var(--hx-accent)" aria-hidden />
        <span className="num">{progress?.worstDeviation === null || progress?.worstDeviation === undefined ? t.run(clock) : t.chip(clock, formatShare(progress.worstDeviation))}</span>
      </button>
      <Tooltip label={t.stop}><ActionIcon size={22} aria-label={t.stop} onClick={() => design.stop(true)}><IconPlayerStop size={14} stroke={1.6} /></ActionIcon></Tooltip>
    </span>
  );
}
