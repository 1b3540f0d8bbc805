import { endpoints, type WhyHere } from '@hexalign/api/contract';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../server/call.ts';
import { formatOfTarget, formatShare } from '../../text/format.ts';
import { reasonText } from '../../text/reasonText.ts';
import { useText, type Catalogue } from '../../text/useText.ts';
import { Refusal } from '../../ui/Refusal.tsx';
import { RivalView } from './RivalView.tsx';
import styles from './Why.module.css';

/** Why an account is where it is: what the log and the certificate say, and whom else it could be with. */
export function HereView({ scenarioId, account }: { scenarioId: string; account: string }): React.ReactNode {
  const text = useText();
  const t = text.why;
  const { data, error } = useQuery({ queryKey: ['edits', scenarioId, 'here', account], staleTime: 0, retry: false, queryFn: ({ signal }) => call(endpoints.readWhyHere, { params: { scenarioId, accountId: account }, signal }) });
  if (error) return <Refusal error={error} />;
  if (!data) return <p className={styles.hint} role="status">{t.working}</p>;
  return (
    <div className={styles.here} data-testid="here">
      <p>{sentences(data, text).join(' ')}</p>
      <h4>{t.rivals}</h4>
      {data.rivals.length === 0 ? <p className={styles.hint}>{t.none}</p> : <ul className={styles.rivals}>{data.rivals.map((rival) => <RivalView key={rival.territory.slot} here={data} rival={rival} />)}</ul>}
    </div>
  );
}

function sentences({ reasons, moved, territory, measures, certificate }: WhyHere, text: Catalogue): string[] {
  const t = text.why;
  const told = reasons.map((reason) => reasonText(reason, text));
  if (moved?.from) told.push(t.movedFrom(moved.from.name));
  for (const [name, change] of [[moved?.from?.name, moved?.fromChange], [territory?.name, moved?.toChange]] as const) {
    if (!name || !change) continue;
    measures.forEach(({ key, tolerance }, m) => told.push(t.went(name, key, formatOfTarget(change.before[m]), formatOfTarget(change.after[m]), formatOfTarget(-tolerance), formatOfTarget(tolerance))));
  }
  told.push((certificate.feasible ? t.feasible : t.infeasible)(formatShare(certificate.worstDeviation)));
  told.push(certificate.gap === null ? t.search : t.gap(formatShare(certificate.gap)));
  return told;
}
