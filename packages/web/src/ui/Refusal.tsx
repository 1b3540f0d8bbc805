import { IconAlertCircle } from '@tabler/icons-react';
import { ApiError } from '../server/ApiError.ts';
import { useText } from '../text/useText.ts';
import styles from './Refusal.module.css';

/** Why the server did not do what was asked, and the way out, beside what was asked. */
export function Refusal({ error }: { error: unknown }): React.ReactNode {
  const t = useText().shell;
  const network = error instanceof ApiError && error.code === 'network';
  const problem = error instanceof ApiError ? error.problem : null;
  const said = network ? [t.network.title] : problem ? [problem.title, problem.detail, problem.repair] : [error instanceof Error ? error.message : String(error)];
  return (
    <p className={styles.refusal} role="alert">
      <IconAlertCircle size={14} stroke={1.6} aria-hidden />
      <span>{[...new Set(said)].filter(Boolean).join(' ')}</span>
    </p>
  );
}
