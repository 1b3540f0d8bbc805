import { endpoints, pathOf, type StartBatch, type WhatIfBatch } from '@hexalign/api/contract';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { ApiError, type ApiErrorCode } from '../../server/ApiError.ts';
import { told } from '../../text/told.ts';
import { call } from '../../server/call.ts';
import { queryClient } from '../../server/queries.ts';
import type { GridRow } from './grid.ts';

export interface Grid {
  readonly id: string | null;
  readonly rows: readonly GridRow[];
  readonly running: boolean;
  /** Why the grid could not be asked or stopped. */
  readonly error: unknown;
  run(asked: StartBatch): void;
  /** No further one is answered; what is known stays. */
  stop(): void;
}

/** The grid of what-ifs that was asked of a scenario last. The server works on it, whoever looks; each row is there as soon as it is known. */
export function useGrid(scenarioId: string): Grid {
  const queryKey = useMemo(() => ['batch', scenarioId], [scenarioId]);
  const params = { scenarioId };
  const batch = useQuery({ queryKey, queryFn: ({ signal }) => call(endpoints.lastBatch, { params, signal }) }).data?.batch ?? null;
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const id = batch?.id ?? null;
  const running = batch?.running ?? false;
  useEffect(() => {
    if (id === null || !running) return;
    const events = new EventSource(`${pathOf(endpoints.followBatch, { scenarioId, batchId: id })}`);
    const look = (): void => void queryClient.invalidateQueries({ queryKey });
    events.addEventListener('progress', look);
    events.addEventListener('end', () => {
      events.close();
      look();
    });
    return () => events.close();
  }, [id, running, scenarioId, queryKey]);
  const act = useCallback((work: () => Promise<WhatIfBatch>) => {
    setBusy(true);
    setError(null);
    work().then((found) => queryClient.setQueryData(queryKey, { batch: found }), setError).finally(() => setBusy(false));
  }, [queryKey]);
  const run = useCallback((asked: StartBatch) => act(() => call(endpoints.startBatch, { params: { scenarioId }, body: asked })), [act, scenarioId]);
  const stop = useCallback(() => {
    if (id !== null) act(() => call(endpoints.cancelBatch, { params: { scenarioId, batchId: id } }));
  }, [act, scenarioId, id]);
  const rows = useMemo(() => (batch?.points ?? []).map(({ territories, tolerance, budget, proposal, changes, error: failed, state }): GridRow => ({
    territories, tolerance, budget, proposal, changes, stopped: state === 'cancelled', error: failed && new ApiError(failed.code as ApiErrorCode, told(failed.message)),
  })), [batch]);
  return { id, rows, running: running || busy, error, run, stop };
}
