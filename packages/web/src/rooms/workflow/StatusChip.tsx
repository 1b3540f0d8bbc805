import type { ScenarioStatus } from '@hexalign/api/contract';
import { useText } from '../../text/useText.ts';
import styles from './StatusChip.module.css';

/** How a scenario stands, in one word; colour repeats it and never stands alone. */
export function StatusChip({ status }: { status: string }): React.ReactNode {
  const t = useText().workflow.status;
  return <span className={`${styles.chip} ${styles[status] ?? ''}`}>{t[status as ScenarioStatus] ?? status}</span>;
}
