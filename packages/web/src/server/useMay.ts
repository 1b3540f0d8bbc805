import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { queries } from './queries.ts';

/** Whether the one who is signed in may do an action at all. The server is the judge; screens only spare people a refusal. */
export function useMay(): (action: string) => boolean {
  const actions = useQuery(queries.session()).data?.may;
  return useCallback((action) => actions?.includes(action) ?? false, [actions]);
}
