import { useEffect, useRef } from 'react';

/** For what lies directly in something that scrolls: whenever `at` changes it is read from its beginning. */
export function useTop(at: unknown): React.RefObject<HTMLDivElement | null> {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => { box.current?.parentElement?.scrollTo(0, 0); }, [at]);
  return box;
}
