import styles from './Message.module.css';

/** One thing said in the middle of a page: what, why, and what can be done. */
export function Message({ icon, tone = 'plain', title, why, detail, children }: { icon: React.ReactNode; tone?: 'plain' | 'danger'; title: string; why?: string; detail?: string; children?: React.ReactNode }): React.ReactNode {
  return (
    <main className={styles.page}>
      <div className={styles.box} role={tone === 'danger' ? 'alert' : undefined}>
        <span className={tone === 'danger' ? styles.danger : styles.plain}>{icon}</span>
        <h1 className={styles.title}>{title}</h1>
        {why ? <p className={styles.why}>{why}</p> : null}
        {detail ? <p className={styles.detail}>{detail}</p> : null}
        {children ? <div className={styles.actions}>{children}</div> : null}
      </div>
    </main>
  );
}
