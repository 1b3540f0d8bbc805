import { IconHistory } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useText } from '../../text/useText.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Failure } from '../../ui/Failure.tsx';
import { PublicationCard } from './PublicationCard.tsx';
import styles from './Publish.module.css';
import { publishQueries } from './publishQueries.ts';

/** Every dry run, publication and way back of a plan, newest first; the newest is open. */
export function PublicationLog({ planId }: { planId: string }): React.ReactNode {
  const t = useText().publish;
  const log = useQuery(publishQueries.publications(planId));
  if (log.isError) return <Failure error={log.error} retry={() => void log.refetch()} />;
  const all = log.data?.publications ?? [];
  return (
    <section aria-label={t.log}>
      <h2 className={styles.heading}>{t.log}</h2>
      {log.data && all.length === 0 ? <EmptyState icon={<IconHistory size={22} stroke={1.6} />} {...t.noLog} /> : null}
      {all.map((one, i) => <PublicationCard key={one.id} publication={one} first={i === 0} of={all.find(({ id }) => id === one.ofId) ?? null} />)}
    </section>
  );
}
