import { useRef } from 'react';

/**
 * `work`, but while it is under way whoever asks again gets the same answer. A button knows only a moment later that it was pressed; a
 * double click must not make two of what is made once.
 */
export function useSingleFlight<T>(work: () => Promise<T>): () => Promise<T> {
  const flight = useRef<Promise<T> | null>(null);
  return () => {
    flight.current ??= work().finally(() => { flight.current = null; });
    return flight.current;
  };
}
