import type { Measure } from '@hexalign/engine';
import { memo } from 'react';
import type { Figure } from '../../editor/figures.ts';
import { Swatch } from '../../ui/Swatch.tsx';
import { MeasureLine } from './MeasureLine.tsx';
import styles from './Inspector.module.css';

/** One territory that a stroke in the making gives to or takes from: its bars, with a ghost of before. Others' steps leave it alone. */
export const StrokePart = memo(function StrokePart({ title, role, colour, measures, figure, before }: { title: string; role: string; /** null: unassigned ground. */ colour: number | null; measures: readonly Measure[]; figure: Figure; before: Figure | undefined }): React.ReactNode {
  return (
    <section className={styles.section}>
      <h3><span className={styles.subject}><Swatch colour={colour} />{title}</span><span className={styles.note}>{role}</span></h3>
      {measures.map(({ key, unit }, at) => <MeasureLine key={key} name={key} unit={unit} balance={figure.balance[at]} before={before?.balance[at].deviation} />)}
    </section>
  );
});
