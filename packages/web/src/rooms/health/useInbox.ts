import { endpoints, type ResultOf } from '@hexalign/api/contract';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { call } from '../../server/call.ts';
import { useMay } from '../../server/useMay.ts';

export const INBOX_KEY = 'inbox';

/**
 * What wants to be put in order in a plan, what was put aside included; looked up again when somebody comes back to the page.
 *
 * @param ready the page has its picture: what is looked for among all accounts does not hold up its opening
 */
export function useInbox(planId: string, ready: boolean): UseQueryResult<ResultOf<typeof endpoints.readPlanInbox>> {
  const may = useMay()('plan.inbox');
  return useQuery({ queryKey: [INBOX_KEY, planId], enabled: may && ready, queryFn: ({ signal }): Promise<ResultOf<typeof endpoints.readPlanInbox>> => call(endpoints.readPlanInbox, { params: { planId }, query: { show: 'all' }, signal }) });
}
