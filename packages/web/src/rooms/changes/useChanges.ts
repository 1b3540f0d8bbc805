import { endpoints, type AccountChange, type AccountChanges, type ChangeDecision } from '@hexalign/api/contract';
import { keepPreviousData, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../server/call.ts';

/** What the list is asked for. */
export interface ChangesAsked {
  readonly by: 'territory' | 'person';
  readonly of: string | null;
  readonly decision: ChangeDecision | null;
  readonly search: string;
}

export interface Changes {
  /** The figures of the list, with its first page. */
  readonly data: AccountChanges | undefined;
  readonly error: Error | null;
  readonly busy: boolean;
  /** A change by its place in the list; undefined while its page is read. */
  row(at: number): AccountChange | undefined;
  /** Reads the pages of some rows. */
  show(first: number, last: number): void;
  /** The list is not true any more. */
  again(): void;
}

const PAGE = 500;

/** The list of changes, read page by page as it is shown. */
export function useChanges(scenarioId: string, base: string | null, { by, of, decision, search }: ChangesAsked): Changes {
  const client = useQueryClient();
  const [pages, setPages] = useState<readonly number[]>([0]);
  const query = { by, ...(base === null ? {} : { base }), ...(of === null ? {} : { of }), ...(decision === null ? {} : { decision }), ...(search === '' ? {} : { search }) };
  const pageOf = (page: number) => ({
    queryKey: ['changes', scenarioId, query, page], staleTime: 0, retry: false,
    queryFn: ({ signal }: { signal: AbortSignal }): Promise<AccountChanges> => call(endpoints.listAccountChanges, { params: { scenarioId }, query: { ...query, offset: page * PAGE, limit: PAGE }, signal }),
  });
  const first = useQuery({ ...pageOf(0), placeholderData: keepPreviousData });
  const shown = useQueries({ queries: pages.filter((page) => page > 0).map(pageOf) });
  const read = new Map<number, readonly AccountChange[]>();
  for (const { data } of [first, ...shown]) if (data) read.set(data.offset / PAGE, data.changes);
  return {
    data: first.data, error: first.error, busy: first.isFetching,
    row: (at) => read.get(Math.floor(at / PAGE))?.[at % PAGE],
    show: (from, to) => {
      const wanted = [...new Set([from, to].map((at) => Math.floor(at / PAGE)))];
      if (wanted.some((page) => !pages.includes(page))) setPages(wanted);
    },
    again: () => void client.invalidateQueries({ queryKey: ['changes', scenarioId] }),
  };
}
