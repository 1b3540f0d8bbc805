import { Button, TextInput } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import type { Activation } from '@hexalign/api/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { routes } from '../../routes.ts';
import { queries } from '../../server/queries.ts';
import { dayBefore, formatDay, today } from '../../text/days.ts';
import { useText } from '../../text/useText.ts';
import { Refusal } from '../../ui/Refusal.tsx';
import inspector from '../scenarios/Inspector.module.css';
import { PanelHead } from '../scenarios/PanelHead.tsx';
import type { Earlier } from '../versions/usePreview.ts';
import { ActivationList } from './ActivationList.tsx';
import styles from './Timeline.module.css';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What is in force on a day, and everything that was, is or will be; in place of the inspector. */
export function ForcePanel({ planId, scenarioId, day, onDay, onShow, children, onClose }: { planId: string; scenarioId: string; day: string; onDay(day: string): void; onShow(state: Earlier): void; children?: React.ReactNode; onClose(): void }): React.ReactNode {
  const text = useText();
  const t = text.timeline;
  const [, go] = useLocation();
  const [typed, setTyped] = useState(day);
  const now = useQuery(queries.inForce(planId, day));
  const activation = now.data?.activation ?? null;
  const choose = (value: string): void => {
    setTyped(value);
    if (DAY.test(value)) onDay(value);
  };
  return (
    <aside className={inspector.panel} aria-label={t.title}>
      <PanelHead title={t.title} onClose={onClose} />
      <div className={inspector.body}>
        <section className={inspector.section}>
          <TextInput type="date" label={t.date} value={typed} onChange={(event) => choose(event.currentTarget.value)} />
          {now.error ? <Refusal error={now.error} /> : null}
          <div className={styles.answer} role="status">
            {now.data ? (activation ? <InForce activation={activation} day={now.data.date} /> : <><b>{t.nothing(formatDay(now.data.date))}</b><p>{t.nothingWhy}</p></>) : null}
          </div>
          {activation ? (
            <div className={styles.actions}>
              <Button leftSection={<IconEye size={14} stroke={1.6} />} onClick={() => onShow({ scenarioId: activation.scenarioId, seq: activation.seq, label: t.shown(activation.scenarioName, formatDay(day)) })}>{t.show}</Button>
              {activation.scenarioId === scenarioId ? null : <Button onClick={() => go(routes.scenario(planId, activation.scenarioId))}>{t.open}</Button>}
            </div>
          ) : null}
        </section>
        {children}
        <ActivationList planId={planId} onShow={onShow} />
      </div>
    </aside>
  );
}

function InForce({ activation, day }: { activation: Activation; day: string }): React.ReactNode {
  const t = useText().timeline;
  const { scenarioName, revisionName, from, until, note } = activation;
  const say = day < today() ? t.held : day > today() ? t.willHold : t.holds;
  return (
    <>
      <b>{say(formatDay(day), scenarioName, revisionName)}</b>
      <p>{until === null ? t.since(formatDay(from)) : t.between(formatDay(from), formatDay(dayBefore(until)))}</p>
      {note ? <p>{note}</p> : null}
    </>
  );
}
