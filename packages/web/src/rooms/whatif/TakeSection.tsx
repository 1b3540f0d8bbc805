import { Button, Checkbox, TextInput } from '@mantine/core';
import type { WhatIfProposal } from '@hexalign/api/contract';
import { useState } from 'react';
import { today } from '../../text/days.ts';
import { useText } from '../../text/useText.ts';
import { Reasoned } from '../../ui/Reasoned.tsx';
import { useMayNot } from '../auth/useMayNot.ts';
import inspector from '../scenarios/Inspector.module.css';
import styles from './WhatIf.module.css';
import type { WhatIf } from './useWhatIf.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The three ways to take a proposal; none of them while accounts would belong to nobody, unless one says so. */
export function TakeSection({ whatIf, proposal, frozen }: { whatIf: WhatIf; proposal: WhatIfProposal; frozen: string | null }): React.ReactNode {
  const t = useText().whatif;
  const mayNot = useMayNot();
  const [even, setEven] = useState(false);
  const [from, setFrom] = useState(today());
  const { accounts } = proposal.withoutOwner;
  if (proposal.edits.length === 0) return <section className={inspector.section}><p>{t.none}</p></section>;
  const blocked = accounts > 0 && !even;
  const button = (into: 'here' | 'branch' | 'schedule', why: string | null): React.ReactNode => {
    const off = why ?? (blocked ? t.unowned(accounts) : null);
    return (
      <Reasoned why={off}>
        <Button variant={into === 'branch' ? 'filled' : 'default'} fullWidth loading={whatIf.working} data-disabled={off !== null || undefined} aria-disabled={off !== null} onClick={() => { if (off === null) whatIf.take(into, { from, evenWithoutOwner: even }); }}>{t[into]}</Button>
      </Reasoned>
    );
  };
  return (
    <section className={inspector.section} aria-label={t.take}>
      <h3>{t.take}</h3>
      {accounts > 0 ? <Checkbox mb={8} label={t.even(accounts)} checked={even} onChange={(event) => setEven(event.currentTarget.checked)} /> : null}
      <div className={styles.take}>
        {button('branch', mayNot('scenario.write'))}
        {button('here', frozen ?? mayNot('scenario.write'))}
        <div className={styles.pair}>
          <TextInput type="date" label={t.from} value={from} onChange={(event) => setFrom(event.currentTarget.value)} />
          {button('schedule', DAY.test(from) ? (mayNot('scenario.approve') ?? mayNot('timeline.write')) : t.from)}
        </div>
      </div>
    </section>
  );
}
