import { Modal } from '@mantine/core';
import { useText } from '../../text/useText.ts';
import { commandIds, keyCaps, rowOf, type CommandGroup } from './keymap.ts';
import styles from './KeySheet.module.css';

const GROUPS: readonly CommandGroup[] = ['tools', 'painting', 'territories', 'view', 'history', 'plan'];

/** Every key of the workspace, by group. */
export function KeySheet({ opened, onClose }: { opened: boolean; onClose(): void }): React.ReactNode {
  const text = useText();
  const t = text.drawing;
  return (
    <Modal opened={opened} onClose={onClose} title={t.keySheet} size={760} closeButtonProps={{ 'aria-label': text.shell.close }}>
      <div className={styles.groups}>
        {GROUPS.map((group) => (
          <section key={group} className={styles.group}>
            <h3>{t.groups[group]}</h3>
            <dl className={styles.keys}>
              {commandIds.filter((id) => rowOf(id).group === group).map((id) => [
                <dt key={`${id} key`}>{shown(rowOf(id).keys).map((key) => <span key={key} className={styles.key}>{keyCaps(key).map((cap) => <kbd key={cap}>{cap}</kbd>)}</span>)}</dt>,
                <dd key={`${id} what`}>{rowOf(id).held ? t.held(t.commands[id]) : t.commands[id]}</dd>,
              ])}
            </dl>
          </section>
        ))}
      </div>
      <p className={styles.cursor}>{text.cursor.begin} {text.cursor.keys}</p>
    </Modal>
  );
}

/** Nine keys in a row are shown by the first and the last. */
function shown(keys: readonly string[]): readonly string[] {
  return keys.length > 3 ? [keys[0], keys[keys.length - 1]] : keys;
}
