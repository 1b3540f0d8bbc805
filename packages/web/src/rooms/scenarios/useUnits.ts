import { endpoints, type Units } from '@hexalign/api/contract';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { call } from '../../server/call.ts';
import { queryClient } from '../../server/queries.ts';

/** What the server says of the units that a scenario stands on; `first` until that of other units has come. What is said of the plan is asked anew with them. */
export function useUnits(unitsId: string, first: Units): Units {
  const asked = useQuery({ queryKey: ['units', unitsId], staleTime: Infinity, enabled: unitsId !== first.id, queryFn: ({ signal }) => call(endpoints.readUnits, { params: { unitsId }, signal }) });
  const known = useRef(unitsId);
  useEffect(() => {
    if (known.current === unitsId) return;
    known.current = unitsId;
    for (const key of ['plan', 'plans', 'imports', 'inbox', 'unplaced']) void queryClient.invalidateQueries({ queryKey: [key] });
  }, [unitsId]);
  return unitsId === first.id ? first : (asked.data ?? first);
}
