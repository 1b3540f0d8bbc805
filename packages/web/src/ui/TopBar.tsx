import { Link } from 'wouter';
import { routes } from '../routes.ts';
import { AccountMenu } from '../rooms/auth/AccountMenu.tsx';
import { BlindChip } from '../rooms/blind/BlindChip.tsx';
import { useText } from '../text/useText.ts';
import { Logo } from './Logo.tsx';
import styles from './TopBar.module.css';

/** The bar at the top of every page: the way home, where we are, what can be done. */
export function TopBar({ children }: { children?: React.ReactNode }): React.ReactNode {
  const t = useText().shell;
  return (
    <header className={styles.bar}>
      <Link href={routes.plans} className={styles.home} aria-label={t.home} title={t.home}>
        <Logo />
      </Link>
      {children}
      <BlindChip />
      <AccountMenu />
    </header>
  );
}
