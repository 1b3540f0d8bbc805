import styles from './Auth.module.css';

/** A line for the terminal, selected whole by a click. */
export function Command({ children }: { children: string }): React.ReactNode {
  return <code className={styles.command} tabIndex={0} role="group" aria-label={children}>{children}</code>;
}
