import { useQuery } from '@tanstack/react-query';
import { queries } from '../../server/queries.ts';
import { today } from '../../text/days.ts';
import { useSides } from './useSides.ts';

/**
 * The side that a scenario is compared with where nothing else is named: what is in force today, else present owners; itself where accounts
 * name no owner. Null until it is known, and where `asked` is false.
 */
export function useBeside(planId: string, scenarioId: string, asked: boolean): string | null {
  const force = useQuery({ ...queries.inForce(planId, today()), enabled: asked });
  const free = asked && (force.isError || force.data?.activation === null);
  // The answer is kept, so that the page does not ask for it again.
  const owners = useSides(planId, free ? ['owners', scenarioId] : []);
  if (!asked || force.isPending) return null;
  if (!free) return 'force';
  return owners.error ? scenarioId : owners.data ? 'owners' : null;
}
