import { useEffect, useState } from 'react';

/** The key above Tab: `` ` `` on most keyboards, another sign at the same place on some. */
const isKey = ({ key, code }: KeyboardEvent): boolean => key === '`' || code === 'Backquote';

/** Whether the key above Tab is held down, unless somebody is typing. */
export function useHeldKey(enabled: boolean): boolean {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (!enabled) return;
    const down = (event: KeyboardEvent): void => {
      if (!isKey(event) || event.ctrlKey || event.metaKey || event.altKey || (event.target instanceof HTMLElement && event.target.matches('input, textarea, [contenteditable=true]'))) return;
      event.preventDefault();
      setHeld(true);
    };
    const up = (event: KeyboardEvent): void => { if (isKey(event)) setHeld(false); };
    const away = (): void => setHeld(false);
    window.addEventListener('keydown', down);
    window.addEventListener('keyup', up);
    window.addEventListener('blur', away);
    return () => {
      window.removeEventListener('keydown', down);
      window.removeEventListener('keyup', up);
      window.removeEventListener('blur', away);
      setHeld(false);
    };
  }, [enabled]);
  return held;
}
