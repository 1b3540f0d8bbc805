import { endpoints, type ResultOf } from '@hexalign/api/contract';
import { useCallback } from 'react';
import { call } from '../../server/call.ts';
import { problemText } from '../../server/problemText.ts';
import { queryClient } from '../../server/queries.ts';
import { useText } from '../../text/useText.ts';
import { useToast } from '../../ui/toast.ts';
import { coversKey } from './useStaff.ts';
import { wishesBack, type Wish } from './wishesBack.ts';

/** Puts people on positions or leaves positions vacant, all at once, says what it did, and offers to take it back in one step. */
export function usePutPeople(planId: string): (wishes: readonly Wish[], done: string) => Promise<void> {
  const text = useText();
  const toast = useToast();
  return useCallback(async (wishes, done) => {
    const set = (asked: readonly Wish[]): Promise<void> => call(endpoints.setCovers, { params: { planId }, body: { covers: [...asked] } }).then((after) => {
      queryClient.setQueryData(coversKey(planId), after);
      void queryClient.invalidateQueries({ queryKey: ['timeline', 'owner'] });
    });
    const before: ResultOf<typeof endpoints.listCovers> = await call(endpoints.listCovers, { params: { planId } });
    await set(wishes);
    const back = (): void => void set(wishesBack(before.covers, wishes)).then(() => toast({ text: text.people.did.back }), (error: unknown) => toast({ text: problemText(error), tone: 'danger' }));
    toast({ text: done, action: { label: text.shell.undo, run: back } });
  }, [planId, text, toast]);
}
