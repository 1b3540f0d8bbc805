import { IconCloudOff } from '@tabler/icons-react';
import { useText } from '../../text/useText.ts';
import styles from './LineNote.module.css';

/** Says that the line is down, what is safe, and that it comes back by itself. */
export function LineNote({ line }: { line: boolean }): React.ReactNode {
  const t = useText().live;
  return (
    <div className={styles.host} role="status">
      {line ? null : <div className={styles.note}><IconCloudOff size={16} stroke={1.6} aria-hidden />{t.lost}</div>}
    </div>
  );
}
