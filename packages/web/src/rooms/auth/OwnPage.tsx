import { endpoints } from '@hexalign/api/contract';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../server/call.ts';
import { formatCount, formatExact } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { Failure } from '../../ui/Failure.tsx';
import { Opening } from '../../ui/Opening.tsx';
import { useNarrow } from '../../ui/useNarrow.ts';
import { OwnChanges } from '../challenges/OwnChanges.tsx';
import { OwnPhone } from '../own/OwnPhone.tsx';
import { SettingsPage } from './SettingsPage.tsx';
import styles from './Settings.module.css';

/** What a rep sees: the own territory in every plan, its accounts and their figures; on a phone as a map with a sheet over it. */
export function OwnPage(): React.ReactNode {
  const t = useText().auth.own;
  const narrow = useNarrow();
  const own = useQuery({ queryKey: ['own'], queryFn: ({ signal }) => call(endpoints.readOwnTerritories, { signal }) });
  if (own.isError) return <Failure error={own.error} retry={() => void own.refetch()} />;
  if (!own.data) return <Opening />;
  if (narrow && own.data.territories.length > 0) return <OwnPhone territories={own.data.territories} />;
  return (
    <SettingsPage title={t.title}>
      {own.data.territories.length === 0 ? <p className={styles.why}>{t.none}</p> : null}
      <OwnChanges />
      {own.data.territories.map(({ plan, territory, inForce, measures, accounts }) => (
        <section key={`${plan.id} ${territory.id}`} className={styles.section}>
          <h2>{territory.name}</h2>
          <p className={styles.why}>{plan.name} · {inForce ? t.inForce : t.planned} · {t.accounts(accounts.length, formatCount(accounts.length))}</p>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t.account}</th>
                {measures.map(({ key, unit, total }) => <th key={key} scope="col" className={styles.figure}>{key}: {formatExact(total, unit)}</th>)}
              </tr>
            </thead>
            <tbody>
              {accounts.map(({ id, name, values }) => (
                <tr key={id}>
                  <td>{name}<span className={styles.small}>{id}</span></td>
                  {measures.map(({ key, unit }, m) => <td key={key} className={styles.figure}>{formatExact(values[m], unit)}</td>)}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
    </SettingsPage>
  );
}
