import { SegmentedControl } from '@mantine/core';
import { useText } from '../../text/useText.ts';
import inspector from '../scenarios/Inspector.module.css';
import styles from './DesignPanel.module.css';
import type { DesignForm, Level } from './designForm.ts';

const LEVELS: readonly Level[] = ['little', 'some', 'much'];

/** What a good plan is, in words. Balance is no matter of weight: every territory is brought into tolerance first, and inside it the others decide. */
export function GoalsSection({ form, drawn, onChange }: { form: DesignForm; drawn: boolean; onChange(part: Partial<DesignForm>): void }): React.ReactNode {
  const t = useText().designing.goals;
  return (
    <section className={inspector.section}>
      <h3>{t.title}</h3>
      <div className={styles.goal}><span>{t.even}</span><span className={styles.first}>{t.evenFirst}</span></div>
      {([...(drawn ? ['keep'] : []), 'short', 'tidy'] as ('keep' | 'short' | 'tidy')[]).map((goal) => (
        <div key={goal} className={styles.goal}>
          <span id={`goal-${goal}`}>{t[goal]}</span>
          <SegmentedControl size="xs" aria-labelledby={`goal-${goal}`} value={form[goal]} onChange={(level) => onChange({ [goal]: level })} data={LEVELS.map((value) => ({ value, label: t.levels[value] }))} />
        </div>
      ))}
    </section>
  );
}
