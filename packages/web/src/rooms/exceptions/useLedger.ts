import { useDebouncedValue } from '@mantine/hooks';
import { endpoints, type ResultOf } from '@hexalign/api/contract';
import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
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
const apartOf = (state: EditorState): number => state.holds.size + state.named.size;

/** Exceptions and holds of the open scenario as they stand; nothing is asked while there are none. */
export function useLedger(editor: Editor, scenarioId: string, always = false): UseQueryResult<Ledger> {
  const seq = useEditor(editor, seqOf);
  const some = useEditor(editor, apartOf) > 0;
  const [rested] = useDebouncedValue(seq, REST_MS);
  // A hold or an exception that was just made is looked up at once.
  const at = some ? rested : seq;
  return useQuery({
    queryKey: ['edits', scenarioId, 'ledger', at], staleTime: Infinity, enabled: some || always, placeholderData: keepPreviousData,
    queryFn: ({ signal }): Promise<Ledger> => call(endpoints.readExceptions, { params: { scenarioId }, query: { seq: at }, signal }),
  });
}
