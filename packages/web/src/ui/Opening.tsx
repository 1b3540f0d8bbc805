import { Loader } from '@mantine/core';
import { useText } from '../text/useText.ts';
import styles from './Message.module.css';

/** A page on its way; says so to the eye and to the ear. */
export function Opening({ label }: { label?: string }): React.ReactNode {
  const t = useText();
  return (
    <main className={styles.page} aria-busy="true">
      <div className={styles.box} role="status">
        <Loader size={22} color="var(--hx-accent)" />
        <p className={styles.why}>{label ?? t.shell.loading}</p>
      </div>
    </main>
  );
}
