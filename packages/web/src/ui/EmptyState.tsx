import styles from './EmptyState.module.css';

/** Nothing here: what, why, and one thing to do. */
export function EmptyState({ icon, title, why, children }: { icon: React.ReactNode; title: string; why: string; children?: React.ReactNode }): React.ReactNode {
  return (
    <div className={styles.box}>
      <span className={styles.icon}>{icon}</span>
      <p className={styles.title}>{title}</p>
      <p className={styles.why}>{why}</p>
      {children}
    </div>
  );
}
