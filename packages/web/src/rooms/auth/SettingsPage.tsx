import { useText } from '../../text/useText.ts';
import { SchemeToggle } from '../../ui/SchemeToggle.tsx';
import { TopBar } from '../../ui/TopBar.tsx';
import styles from './Settings.module.css';

/** Frame of the pages about people: title, what can be done on top, sections below. */
export function SettingsPage({ title, action, children }: { title: string; action?: React.ReactNode; children: React.ReactNode }): React.ReactNode {
  const t = useText().shell;
  return (
    <div className={styles.page}>
      <TopBar>
        <span>{t.product}</span>
        <span className={styles.space} />
        <SchemeToggle />
      </TopBar>
      <main className={styles.main}>
        <div className={styles.head}>
          <h1 className={styles.title}>{title}</h1>
          <span className={styles.space} />
          {action}
        </div>
        {children}
      </main>
    </div>
  );
}
