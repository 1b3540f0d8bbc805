import { ActionIcon, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { memo } from 'react';
import { useText } from '../../text/useText.ts';
import inspector from './Inspector.module.css';

/** Head of a panel that takes the place of the inspector: its title, and a way to put it away. */
export const PanelHead = memo(function PanelHead({ title, onClose }: { title: string; onClose(): void }): React.ReactNode {
  const { close } = useText().shell;
  return (
    <div className={inspector.tabs}>
      <span className={inspector.tab}>{title}</span>
      <span className={inspector.space} />
      <Tooltip label={close}><ActionIcon aria-label={close} onClick={onClose}><IconX size={16} stroke={1.6} /></ActionIcon></Tooltip>
    </div>
  );
});
