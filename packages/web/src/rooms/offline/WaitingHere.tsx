import { IconDeviceLaptop } from '@tabler/icons-react';
import type { PlanSummary } from '@hexalign/api/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { waitingHere } from '../../editor/journal/indexedJournal.ts';
import { routes } from '../../routes.ts';
import { queries } from '../../server/queries.ts';
import { useText } from '../../text/useText.ts';
import styles from './WaitingHere.module.css';

/** Over the list of plans: scenarios whose changes wait on this computer. */
export function WaitingHere({ plans }: { plans: readonly PlanSummary[] }): React.ReactNode {
  const t = useText().offline.elsewhere;
  const user = useQuery(queries.session()).data?.user?.id ?? null;
  // A browser that keeps nothing has nothing waiting.
  const waiting = useQuery({ queryKey: ['waitingHere', user], staleTime: 0, enabled: user !== null, retry: false, queryFn: () => waitingHere(user!) });
  const found = (waiting.data ?? []).flatMap((one) => plans.filter(({ id }) => id === one.planId).map(({ name }) => ({ ...one, name })));
  if (found.length === 0) return null;
  return (
    <section className={styles.note} aria-label={t.title}>
      <IconDeviceLaptop size={18} stroke={1.6} aria-hidden />
      <div>
        <h2>{t.title}</h2>
        <p>{t.why}</p>
        <ul>{found.map(({ planId, scenarioId, name, changes }) => <li key={scenarioId}><Link href={routes.scenario(planId, scenarioId)}>{t.open(name, changes)}</Link></li>)}</ul>
      </div>
    </section>
  );
}
