import { useQuery } from '@tanstack/react-query';
import { Redirect } from 'wouter';
import { routes } from '../../routes.ts';
import { queries } from '../../server/queries.ts';
import { Failure } from '../../ui/Failure.tsx';
import { Opening } from '../../ui/Opening.tsx';
import { DemoPreparing } from './DemoPreparing.tsx';
import { demoSeen } from './demoSeen.ts';

/** The first address: somebody who has never been here sees the demo plan at once, everybody else their plans. */
export function StartPage(): React.ReactNode {
  const workspace = useQuery({ ...queries.workspace(), refetchInterval: (query) => (['waiting', 'building'].includes(query.state.data?.demo.state ?? '') ? 1000 : false) });
  const plans = useQuery(queries.plans('active'));
  if (workspace.isError) return <Failure error={workspace.error} retry={() => void workspace.refetch()} />;
  if (plans.isError) return <Failure error={plans.error} retry={() => void plans.refetch()} />;
  if (!workspace.data || !plans.data) return <Opening />;
  const { demo } = workspace.data;
  const own = plans.data.plans.some((plan) => !plan.demo);
  if (own || demo.state === 'removed' || demoSeen()) return <Redirect to={routes.plans} replace />;
  if (demo.state === 'ready' && demo.planId) return <Redirect to={routes.plan(demo.planId)} replace />;
  return <DemoPreparing state={demo.state} planId={demo.planId} />;
}
