import styles from './Message.module.css';

/** One thing said in the middle of a page: what, why, and what can be done. `inside`: in place of a part of a page that has a head of its own. */
export function Message({ icon, tone = 'plain', title, why, detail, inside = false, children }: { icon: React.ReactNode; tone?: 'plain' | 'danger'; title: string; why?: string; detail?: string; inside?: boolean; children?: React.ReactNode }): React.ReactNode {
  const [Page, Title] = inside ? ['div', 'h2'] as const : ['main', 'h1'] as const;
  return (
    <Page className={styles.page}>
      <div className={styles.box} role={tone === 'danger' ? 'alert' : undefined}>
        <span className={tone === 'danger' ? styles.danger : styles.plain}>{icon}</span>
        <Title className={styles.title}>{title}</Title>
        {why ? <p className={styles.why}>{why}</p> : null}
        {detail ? <p className={styles.detail}>{detail}</p> : null}
        {children ? <div className={styles.actions}>{children}</div> : null}
      </div>
    </Page>
  );
}
