import { useEffect, useRef } from 'react';

/** Key names as `KeyboardEvent.key`, letters lower case; `ctrl+` and `shift+` before them. */
export type KeyMap = Readonly<Record<string, () => void>>;

/** Runs actions on keys, except while somebody types or a menu or dialog is open. Letters go by the character, so that every keyboard layout works. */
export function useKeys(keys: KeyMap): void {
  const now = useRef(keys);
  now.current = keys;
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const { target } = event;
      const typing = target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));
      if (event.defaultPrevented || typing || event.altKey || document.querySelector('[role="menu"], [aria-modal="true"]')) return;
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      const letter = /^[a-z]$/.test(key);
      const name = `${event.ctrlKey || event.metaKey ? 'ctrl+' : ''}${event.shiftKey && (letter || key.length > 1) ? 'shift+' : ''}${key}`;
      const action = now.current[name];
      if (!action) return;
      event.preventDefault();
      action();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
