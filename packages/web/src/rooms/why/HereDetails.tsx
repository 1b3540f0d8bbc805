import { useState } from 'react';
import { useText } from '../../text/useText.ts';
import { HereView } from './HereView.tsx';
import styles from './Why.module.css';

/** Why an account is where it is, asked for when it is unfolded. */
export function HereDetails({ scenarioId, account }: { scenarioId: string; account: string }): React.ReactNode {
  const t = useText().why;
  const [open, setOpen] = useState(false);
  return (
    <details className={styles.details} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t.ask}</summary>
      {open ? <HereView scenarioId={scenarioId} account={account} /> : null}
    </details>
  );
}
