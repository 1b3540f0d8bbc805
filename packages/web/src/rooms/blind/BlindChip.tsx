import { Tooltip } from '@mantine/core';
import { IconUserOff } from '@tabler/icons-react';
import { useText } from '../../text/useText.ts';
import styles from './Blind.module.css';
import { usePeopleHidden } from './usePeopleHidden.ts';

/** Says in the bar of every page that people are hidden, by what, and shows them again where that is one's own to choose. */
export function BlindChip(): React.ReactNode {
  const t = useText().blind;
  const { by, toggle } = usePeopleHidden();
  if (by === null) return null;
  return (
    <Tooltip label={t.why[by]} multiline w={300}>
      <button type="button" className={styles.chip} aria-label={`${t.chip}: ${t.why[by]}`} onClick={toggle}><IconUserOff size={13} stroke={1.8} aria-hidden />{t.chip}</button>
    </Tooltip>
  );
}
