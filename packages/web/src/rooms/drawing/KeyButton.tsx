import { VisuallyHidden } from '@mantine/core';
import { useEffect } from 'react';
import { useText } from '../../text/useText.ts';
import { useToast } from '../../ui/toast.ts';
import { chosenKeys, giveKey, holderOf, type KeyChoices } from './keyChoices.ts';
import { commandIds, keyCaps, keyName, mayChange, rowOf, type CommandId } from './keymap.ts';
import styles from './KeySheet.module.css';

/** Keys that only ever change other keys, or go from control to control. */
const NOT_ALONE = new Set(['Shift', 'Control', 'Meta', 'Alt', 'AltGraph', 'CapsLock', 'Tab', 'Dead', 'Process', 'Unidentified']);

/** The key of a command as a button: pressed, it takes the next key that is pressed; Escape leaves it as it was. */
export function KeyButton({ id, choices, listening, onListen }: { id: CommandId; choices: KeyChoices; listening: boolean; onListen(on: boolean): void }): React.ReactNode {
  const text = useText();
  const t = text.keys;
  const toast = useToast();
  const own = chosenKeys(id, choices);
  useEffect(() => {
    if (!listening) return;
    const pressed = (event: KeyboardEvent): void => {
      if (event.key === 'Tab') return onListen(false);
      event.preventDefault();
      event.stopPropagation();
      if (NOT_ALONE.has(event.key)) return;
      onListen(false);
      if (event.key === 'Escape') return;
      const key = keyName(event);
      const what = text.drawing.commands[id];
      const holder = holderOf(key, id);
      if (event.altKey || !takes(id, key)) return toast({ text: t.refused(keyCaps(key).join(' '), what), tone: 'warning' });
      giveKey(id, key);
      toast({ text: holder ? t.takenFrom(keyCaps(key).join(' '), what, text.drawing.commands[holder]) : t.given(keyCaps(key).join(' '), what) });
    };
    window.addEventListener('keydown', pressed, { capture: true });
    return () => window.removeEventListener('keydown', pressed, { capture: true });
  }, [listening, id, onListen, text, t, toast]);
  const said = own.map((key) => keyCaps(key).join(' ')).join(', ');
  return (
    <button type="button" className={styles.change} onClick={() => onListen(true)} onBlur={() => onListen(false)}>
      {listening ? t.press : (
        <>
          <span aria-hidden="true">{own.length === 0 ? t.none : own.map((key) => <span key={key} className={styles.key}>{keyCaps(key).map((cap) => <kbd key={cap}>{cap}</kbd>)}</span>)}</span>
          <VisuallyHidden>{t.change(text.drawing.commands[id], said)}</VisuallyHidden>
        </>
      )}
    </button>
  );
}

/** A key of a command that cannot be changed stays where it is, arrows walk, and what is held down is one key without others. */
function takes(id: CommandId, key: string): boolean {
  if (/arrow|^f\d|home|end|page/.test(key)) return false;
  if (rowOf(id).held && key.length !== 1) return false;
  return !commandIds.some((other) => !mayChange(other) && rowOf(other).keys.includes(key));
}
