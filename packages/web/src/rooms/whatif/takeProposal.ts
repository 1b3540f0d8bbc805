import { endpoints, type TakeWhatIf, type WhatIfProposal, type WhatIfTaken } from '@hexalign/api/contract';
import { call } from '../../server/call.ts';
import { queryClient } from '../../server/queries.ts';
import type { Question } from './whatIfForm.ts';

/** Takes what was proposed, as it was looked at; what shows plans and days is asked for anew. */
export async function takeProposal(planId: string, scenarioId: string, asked: Question, { baseSeq, assignmentHash }: WhatIfProposal, how: Pick<TakeWhatIf, 'into' | 'name' | 'from' | 'evenWithoutOwner'>): Promise<WhatIfTaken> {
  const taken: WhatIfTaken = await call(endpoints.takeWhatIf, { params: { scenarioId }, body: { ...asked, baseSeq, assignmentHash, ...how } });
  if (how.into !== 'here') await Promise.all([queryClient.invalidateQueries({ queryKey: ['plan', planId] }), queryClient.invalidateQueries({ queryKey: ['timeline'] })]);
  return taken;
}
