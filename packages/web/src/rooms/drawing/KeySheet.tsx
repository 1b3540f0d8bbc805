import { Button, Modal, Switch } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../../text/useText.ts';
import { KeyButton } from './KeyButton.tsx';
import { switchSingle, useKeyChoices, usualKeys } from './keyChoices.ts';
import { commandIds, keyCaps, mayChange, rowOf, type CommandGroup, type CommandId } from './keymap.ts';
import styles from './KeySheet.module.css';

const GROUPS: readonly CommandGroup[] = ['tools', 'painting', 'territories', 'view', 'history', 'plan'];

/** Every key of the workspace, by group, and what this browser has chosen of them. */
export function KeySheet({ opened, onClose }: { opened: boolean; onClose(): void }): React.ReactNode {
  const text = useText();
  const t = text.drawing;
  const choices = useKeyChoices();
  /** Command that takes the next key; Escape is its way out then, not that of the sheet. */
  const [listening, setListening] = useState<CommandId | null>(null);
  return (
    <Modal opened={opened} onClose={onClose} closeOnEscape={listening === null} title={t.keySheet} size={760} closeButtonProps={{ 'aria-label': text.shell.close }}>
      <div className={styles.choices}>
        <Switch checked={choices.single} onChange={(event) => switchSingle(event.currentTarget.checked)} label={text.keys.single} description={text.keys.singleWhy} />
        <Button disabled={Object.keys(choices.own).length === 0} onClick={usualKeys}>{text.keys.usual}</Button>
      </div>
      <div className={styles.groups}>
        {GROUPS.map((group) => (
          <section key={group} className={styles.group}>
            <h3>{t.groups[group]}</h3>
            <dl className={styles.keys}>
              {commandIds.filter((id) => rowOf(id).group === group).map((id) => [
                <dt key={`${id} key`}>{mayChange(id) ? <KeyButton id={id} choices={choices} listening={listening === id} onListen={(on) => setListening(on ? id : null)} /> : shown(rowOf(id).keys).map((key) => <span key={key} className={styles.key}>{keyCaps(key).map((cap) => <kbd key={cap}>{cap}</kbd>)}</span>)}</dt>,
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
