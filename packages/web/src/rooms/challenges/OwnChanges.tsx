import { Button } from '@mantine/core';
import type { OwnChanges as Listed } from '@hexalign/api/contract';
import { formatExact } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { Refusal } from '../../ui/Refusal.tsx';
import styles from '../auth/Settings.module.css';
import { useOwnChanges } from './useOwnChanges.tsx';

type Change = Listed['changes'][number];

/** Accounts that one's own territories lose or gain under review, each with a way to object. */
export function OwnChanges(): React.ReactNode {
  const t = useText().challenges;
  const { data, error, ask, dialog } = useOwnChanges();
  const told = ({ from, to }: Change): string => (from && to ? t.moves(from.name, to.name) : from ? t.leaves(from.name) : t.comes(to?.name ?? ''));
  if (error) return <Refusal error={error} />;
  if (!data || data.changes.length === 0) return null;
  return (
    <section className={styles.section} aria-label={t.own}>
      <h2>{t.own}</h2>
      <p className={styles.why}>{t.ownWhy}</p>
      <table className={styles.table}>
        <thead><tr><th scope="col">{t.account}</th><th scope="col">{t.change}</th><th scope="col">{t.scenario}</th>{data.changes[0].measures.map(({ key }) => <th key={key} scope="col" className={styles.figure}>{key}</th>)}<th scope="col">{t.objection}</th></tr></thead>
        <tbody>
          {data.changes.map((change) => (
            <tr key={`${change.scenario.id} ${change.account.id}`}>
              <td>{change.account.name}<span className={styles.small}>{change.account.id}</span></td>
              <td>{told(change)}</td>
              <td>{change.scenario.name}<span className={styles.small}>{change.plan.name}</span></td>
              {change.measures.map(({ key, unit, value }) => <td key={key} className={styles.figure}>{formatExact(value, unit)}</td>)}
              <td>{change.challenge && change.challenge.state === 'open' ? t.state.open : (
                <>
                  {change.challenge?.decision ? <span className={styles.small}>{t.answer(t.state[change.challenge.state], change.challenge.decision.by.name, change.challenge.decision.reason)}</span> : null}
                  <Button aria-label={t.objectTo(change.account.name)} onClick={() => ask(change)}>{t.object}</Button>
                </>
              )}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {dialog}
    </section>
  );
}
