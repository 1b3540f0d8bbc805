import { useDebouncedValue } from '@mantine/hooks';
import { endpoints, type ResultOf } from '@hexalign/api/contract';
import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Editor } from '../../editor/Editor.ts';
import type { EditorState } from '../../editor/EditorState.ts';
import { useEditor } from '../../editor/useEditor.ts';
import { call } from '../../server/call.ts';

export type Ledger = ResultOf<typeof endpoints.readExceptions>;
export type Exception = Ledger['exceptions'][number];
export type Held = Ledger['holds'][number];

/** Strokes come faster than the ledger needs to follow them. */
const REST_MS = 600;
const seqOf = (state: EditorState): number => state.seq;
const holdsOf = (state: EditorState): EditorState['holds'] => state.holds;
const namedOf = (state: EditorState): EditorState['named'] => state.named;
const savedOf = (state: EditorState): boolean => state.save.kind === 'saved';

const read = (scenarioId: string, signal: AbortSignal): Promise<Ledger> => call(endpoints.readExceptions, { params: { scenarioId }, signal });

/** The whole ledger of the open scenario, for the panel: whose ground it is follows every change. */
export function useLedger(editor: Editor, scenarioId: string): UseQueryResult<Ledger> {
  const [seq] = useDebouncedValue(useEditor(editor, seqOf), REST_MS);
  const apart = useApartKey(editor);
  return useQuery({ queryKey: ['edits', scenarioId, 'ledger', seq, apart], enabled: useEditor(editor, savedOf), placeholderData: keepPreviousData, queryFn: ({ signal }) => read(scenarioId, signal) });
}

/** Exceptions and holds with places and values, which change with them alone: strokes ask for nothing. */
export function useStanding(editor: Editor, scenarioId: string): Ledger | undefined {
  const apart = useApartKey(editor);
  const saved = useEditor(editor, savedOf);
  return useQuery({ queryKey: ['edits', scenarioId, 'standing', apart], staleTime: Infinity, enabled: saved && apart !== '', placeholderData: keepPreviousData, queryFn: ({ signal }) => read(scenarioId, signal) }).data;
}

/** Says in one string what is apart, so that two states with the same exceptions and holds are the same; empty where there are none. */
function useApartKey(editor: Editor): string {
  const holds = useEditor(editor, holdsOf);
  const named = useEditor(editor, namedOf);
  return useMemo(() => [...Array.from(named, ([id, { slot, expires }]) => `${id} ${slot} ${expires}`), ...Array.from(holds, ([subject, { expires }]) => `${subject} ${expires}`)].sort().join('\n'), [holds, named]);
}
