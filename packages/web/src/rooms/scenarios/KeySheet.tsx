import { Modal } from '@mantine/core';
import { useText } from '../../text/useText.ts';
import styles from './KeySheet.module.css';

/** Every key of the workspace. */
export function KeySheet({ opened, onClose }: { opened: boolean; onClose(): void }): React.ReactNode {
  const t = useText();
  return (
    <Modal opened={opened} onClose={onClose} title={t.workspace.keys.title} size="md" closeButtonProps={{ 'aria-label': t.shell.close }}>
      <dl className={styles.keys}>
        {t.workspace.keys.rows.map(([key, what]) => [
          <dt key={`${key} key`}>{key.split(' ').map((part) => <kbd key={part}>{part}</kbd>)}</dt>,
          <dd key={`${key} what`}>{what}</dd>,
        ])}
      </dl>
    </Modal>
  );
}
