import { endpoints, type WhatIfProposal } from '@hexalign/api/contract';
import { useCallback, useEffect, useRef, useState } from 'react';
import { call } from '../../server/call.ts';
import type { GridCell, GridRow } from './grid.ts';

export interface Grid {
  readonly rows: readonly GridRow[];
  readonly running: boolean;
  run(cells: readonly GridCell[]): void;
  /** No further one is asked; what is known stays. */
  stop(): void;
}

/** Asks the what-ifs of a grid one after the other, so that others who ask meanwhile are not kept waiting; each row is there as soon as it is known. */
export function useGrid(scenarioId: string): Grid {
  const [rows, setRows] = useState<readonly GridRow[]>([]);
  const [running, setRunning] = useState(false);
  const turn = useRef(0);
  const stop = useCallback(() => {
    turn.current++;
    setRunning(false);
  }, []);
  useEffect(() => () => void turn.current++, []);
  const run = useCallback((cells: readonly GridCell[]) => {
    const mine = ++turn.current;
    setRows(cells.map((cell) => ({ ...cell, proposal: null, error: null })));
    setRunning(true);
    const work = async (): Promise<void> => {
      let seq: number | undefined;
      for (const [i, { question }] of cells.entries()) {
        // All are of one state, whatever is changed meanwhile.
        const answer = await call(endpoints.proposeWhatIf, { params: { scenarioId }, body: { ...question, ...(seq === undefined ? {} : { seq }) } }).then((proposal: WhatIfProposal) => ({ proposal }), (error: unknown) => ({ error }));
        if (turn.current !== mine) return;
        if ('proposal' in answer) seq = answer.proposal.baseSeq;
        setRows((before) => before.map((row, at) => (at === i ? { ...row, ...answer } : row)));
      }
      setRunning(false);
    };
    void work();
  }, [scenarioId]);
  return { rows, running, run, stop };
}
