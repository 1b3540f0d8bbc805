import { useSyncExternalStore } from 'react';

/** Below this a screen shows one thing at a time. */
const NARROW = '(max-width: 767px)';

/** True on a phone, and in any window as narrow as one; follows the window. */
export function useNarrow(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = window.matchMedia(NARROW);
      query.addEventListener('change', changed);
      return () => query.removeEventListener('change', changed);
    },
    () => window.matchMedia(NARROW).matches,
  );
}
