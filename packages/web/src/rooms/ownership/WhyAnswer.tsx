import { endpoints } from '@hexalign/api/contract';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../server/call.ts';
import { reasonText } from '../../text/reasonText.ts';
import { useText } from '../../text/useText.ts';
import styles from './Ownership.module.css';

/** Who has an account in the scenario that is open, and why; nothing where the scenario knows no such account. */
export function WhyAnswer({ scenarioId, scenarioName, account }: { scenarioId: string; scenarioName: string; account: string }): React.ReactNode {
  const text = useText();
  const t = text.ownership;
  const { data } = useQuery({ queryKey: ['edits', scenarioId, 'why', account], staleTime: 0, retry: false, queryFn: ({ signal }) => call(endpoints.readWhy, { params: { scenarioId, accountId: account }, signal }) });
  if (!data) return null;
  const who = data.territory === null ? text.workspace.unassigned : data.territory.person === null ? data.territory.name : t.person(data.territory.name, data.territory.person);
  return (
    <div className={styles.answer}>
      <b>{t.inScenario(scenarioName, data.account.name, who)}</b>
      <p>{[data.reason, ...data.behind].map((reason) => reasonText(reason, text)).join(' ')}</p>
    </div>
  );
}
