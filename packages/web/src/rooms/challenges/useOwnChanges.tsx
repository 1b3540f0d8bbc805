import { endpoints, type ResultOf } from '@hexalign/api/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../server/call.ts';
import { ObjectDialog } from './ObjectDialog.tsx';

type Answer = ResultOf<typeof endpoints.readOwnChanges>;

/** What one's own territories lose and gain, and a way to object to it. */
export interface OwnChangesAsked {
  readonly data: Answer | undefined;
  readonly error: unknown;
  /** Opens the question why. */
  ask(change: Answer['changes'][number]): void;
  /** The question that is open; to be shown. */
  readonly dialog: React.ReactNode;
}

export function useOwnChanges(): OwnChangesAsked {
  const [asking, setAsking] = useState<Answer['changes'][number] | null>(null);
  const { data, error, refetch } = useQuery({ queryKey: ['own', 'changes'], staleTime: 0, queryFn: ({ signal }) => call(endpoints.readOwnChanges, { signal }) });
  const dialog = asking === null ? null : (
    <ObjectDialog
      scenarioId={asking.scenario.id} account={asking.account} onClose={() => setAsking(null)}
      onDone={() => {
        setAsking(null);
        void refetch();
      }}
    />
  );
  return { data, error, ask: setAsking, dialog };
}
