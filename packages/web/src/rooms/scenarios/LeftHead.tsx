import { ActionIcon, Tooltip } from '@mantine/core';
import { IconLayoutSidebarLeftCollapse } from '@tabler/icons-react';
import { memo, type Dispatch } from 'react';
import { useText } from '../../text/useText.ts';
import styles from './TerritoryList.module.css';
import type { ViewAction } from './view.ts';

/** The head of the left panel: its lists, and a way to put it away. */
export const LeftHead = memo(function LeftHead({ tabs, dispatch }: { tabs: React.ReactNode; dispatch: Dispatch<ViewAction> }): React.ReactNode {
  const t = useText().workspace;
  return (
    <div className={styles.head}>
      {tabs}
      <span className={styles.space} />
      <Tooltip label={t.collapse}><ActionIcon aria-label={t.collapse} onClick={() => dispatch({ type: 'toggle', part: 'list' })}><IconLayoutSidebarLeftCollapse size={16} stroke={1.6} /></ActionIcon></Tooltip>
    </div>
  );
});
