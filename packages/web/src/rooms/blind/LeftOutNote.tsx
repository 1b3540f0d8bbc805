import { IconUserOff } from '@tabler/icons-react';
import type { PeopleLeftOut } from '@hexalign/api/contract';
import { useText } from '../../text/useText.ts';
import styles from './LeftOutNote.module.css';

/** What a design does not look at, since people are hidden. */
export function LeftOutNote({ leftOut }: { leftOut: PeopleLeftOut | null }): React.ReactNode {
  const t = useText().blind;
  if (leftOut === null) return null;
  return <p className={styles.note} data-testid="people-left-out"><IconUserOff size={14} stroke={1.6} aria-hidden /><span>{t.leftOut(leftOut.homes, leftOut.relationships)}</span></p>;
}
