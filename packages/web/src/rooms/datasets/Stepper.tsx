import { IconCheck } from '@tabler/icons-react';
import styles from './Import.module.css';

export interface Step {
  readonly title: string;
  readonly note: string;
  readonly state: 'done' | 'now' | 'later';
  onOpen?(): void;
}

/** The way through the import, down the left. */
export function Stepper({ steps, children }: { steps: readonly Step[]; children?: React.ReactNode }): React.ReactNode {
  return (
    <nav className={styles.stepper}>
      <ol>
        {steps.map(({ title, note, state, onOpen }, i) => (
          <li key={title} aria-current={state === 'now' ? 'step' : undefined}>
            <button type="button" className={styles[state]} disabled={!onOpen} onClick={onOpen}>
              <span className={styles.ring}>{state === 'done' ? <IconCheck size={14} stroke={2} aria-hidden /> : i + 1}</span>
              <span>
                <span className={styles.stepTitle}>{title}</span>
                <span className={styles.stepNote}>{note}</span>
              </span>
            </button>
          </li>
        ))}
      </ol>
      {children}
    </nav>
  );
}
