import { Button } from '@mantine/core';
import { endpoints } from '@hexalign/api/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../server/call.ts';
import { useMay } from '../../server/useMay.ts';
import { formatMoment } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import { told } from '../../text/told.ts';
import styles from '../changes/Changes.module.css';
import { DecideDialog } from './DecideDialog.tsx';
import { ObjectDialog } from './ObjectDialog.tsx';

/** What was objected to the change of an account, and what one may do about it. */
export function ChallengeSection({ scenarioId, account, onChange }: { scenarioId: string; account: { readonly id: string; readonly name: string }; onChange(): void }): React.ReactNode {
  const t = useText().challenges;
  const may = useMay();
  const [asking, setAsking] = useState<'object' | 'decide' | null>(null);
  const { data, refetch } = useQuery({ queryKey: ['challenges', scenarioId], staleTime: 0, retry: false, queryFn: ({ signal }) => call(endpoints.listChallenges, { params: { scenarioId }, signal }) });
  const mine = data?.challenges.filter((one) => one.account.id === account.id) ?? [];
  const open = mine.find(({ state }) => state === 'open');
  const close = (): void => setAsking(null);
  const done = (): void => {
    close();
    void refetch();
    onChange();
  };
  return (
    <section aria-label={t.title}>
      <h3>{t.title}</h3>
      {mine.length === 0 ? <p className={styles.hint}>{t.none}</p> : (
        <ul className={styles.objections}>
          {mine.map(({ id, by, at, reason, state, decision }) => (
            <li key={id}>{t.said(told(by.name), formatMoment(Date.parse(at)), reason)} <b>{decision === null ? t.state[state] : t.answer(t.state[state], told(decision.by.name), decision.reason)}</b></li>
          ))}
        </ul>
      )}
      <div className={styles.buttons}>
        {open === undefined ? may('challenge.write') ? <Button onClick={() => setAsking('object')}>{t.object}</Button> : null : may('challenge.decide') ? <Button onClick={() => setAsking('decide')}>{t.decide}</Button> : null}
      </div>
      {asking === 'object' ? <ObjectDialog scenarioId={scenarioId} account={account} onClose={close} onDone={done} /> : null}
      {asking === 'decide' && open ? <DecideDialog challenge={open} onClose={close} onDone={done} /> : null}
    </section>
  );
}
