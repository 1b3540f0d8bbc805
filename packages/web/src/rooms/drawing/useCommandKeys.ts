import { useEffect, useRef } from 'react';
import type { Command } from './command.ts';
import { keyName } from './keymap.ts';

/** Elements that do something of their own on Space and Enter. */
const OWN_KEYS = 'button, a[href], summary, [role="menuitem"], [role="option"], [role="slider"], [role="radio"], input[type="radio"], input[type="checkbox"]';

/**
 * Runs commands by their keys, except while somebody types or a menu or dialog is open.
 *
 * @param blocked why the plan cannot be changed now, or null; told when a command that would change it is asked for
 */
export function useCommandKeys(commands: readonly Command[], blocked: string | null, tell: (why: string) => void): void {
  const now = useRef({ commands, blocked, tell });
  now.current = { commands, blocked, tell };
  const down = useRef(new Map<string, Command>());
  useEffect(() => {
    // Looked at before anybody acts on the key: Escape closes a menu, and is no command then.
    let covered = false;
    const look = (): void => { covered = document.querySelector('[role="menu"], [aria-modal="true"]') !== null; };
    const pressed = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.altKey || typing(event.target) || covered) return;
      const name = keyName(event);
      if ((name === 'space' || name === 'enter') && event.target instanceof Element && event.target.closest(OWN_KEYS)) return;
      const command = now.current.commands.find(({ keys }) => keys.includes(name));
      if (!command) return;
      // Shift alone says what a stroke takes, and is part of other keys too.
      if (name !== 'shift') event.preventDefault();
      if (command.release && event.repeat) return;
      if (command.edits && now.current.blocked !== null) {
        if (name !== 'shift') now.current.tell(now.current.blocked);
        return;
      }
      if (command.release) down.current.set(name, command);
      command.run(command.keys.indexOf(name));
    };
    const up = (event: KeyboardEvent): void => {
      const name = event.key === 'Shift' ? 'shift' : keyName({ ...pick(event), shiftKey: false, ctrlKey: false, metaKey: false });
      const command = down.current.get(name);
      down.current.delete(name);
      command?.release?.();
    };
    const away = (): void => {
      for (const command of down.current.values()) command.release?.();
      down.current.clear();
    };
    window.addEventListener('keydown', look, true);
    window.addEventListener('keydown', pressed);
    window.addEventListener('keyup', up);
    window.addEventListener('blur', away);
    return () => {
      window.removeEventListener('keydown', look, true);
      window.removeEventListener('keydown', pressed);
      window.removeEventListener('keyup', up);
      window.removeEventListener('blur', away);
    };
  }, []);
}

/** Letters belong to the field somebody types in. */
export function typing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'range', 'button', 'submit'].includes(target.type);
  return target.isContentEditable || ['TEXTAREA', 'SELECT'].includes(target.tagName);
}

function pick({ key, code }: KeyboardEvent): { key: string; code: string } {
  return { key, code };
}
