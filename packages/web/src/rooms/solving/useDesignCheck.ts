import { endpoints, type DesignCheck, type SolveRequest } from '@hexalign/api/contract';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { call } from '../../server/call.ts';

/** Nobody waits for an answer about a number that is still being typed. */
const PAUSE_MS = 350;

export interface Checked {
  readonly check: DesignCheck | null;
  /** An answer about what stands there now is on its way. */
  readonly checking: boolean;
}

/** What a request would mean for the scenario at `seq`, asked a moment after the last change; null asks nothing. */
export function useDesignCheck(scenarioId: string, seq: number, request: SolveRequest | null): Checked {
  const text = JSON.stringify(request);
  const [asked, setAsked] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const answer = useQuery({
    queryKey: ['designCheck', scenarioId, seq, asked], enabled: asked !== 'null', placeholderData: keepPreviousData, staleTime: 60_000, retry: false,
    queryFn: ({ signal }): Promise<DesignCheck> => call(endpoints.checkSolve, { params: { scenarioId }, body: JSON.parse(asked) as SolveRequest, signal }),
  });
  return { check: asked === 'null' ? null : (answer.data ?? null), checking: asked !== text || (asked !== 'null' && answer.isFetching) };
}
