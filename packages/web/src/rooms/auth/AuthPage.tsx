import { Logo } from '../../ui/Logo.tsx';
import { useText } from '../../text/useText.ts';
import styles from './Auth.module.css';

/** Frame of everything before the door: the name of the product, one thing to do. */
export function AuthPage({ title, why, problem, children }: { title: string; why?: string; problem?: string | null; children?: React.ReactNode }): React.ReactNode {
  const t = useText().shell;
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <div className={styles.brand}><Logo />{t.product}</div>
        <h1 className={styles.title}>{title}</h1>
        {why ? <p className={styles.why}>{why}</p> : null}
        {problem ? <p className={styles.problem} role="alert">{problem}</p> : null}
        {children}
      </div>
    </main>
  );
}
