import { Button } from '@mantine/core';
import { IconArrowBackUp, IconMapPin, IconPlus } from '@tabler/icons-react';
import type { Import } from '@hexalign/api/contract';
import { useState } from 'react';
import { Link } from 'wouter';
import { routes } from '../../routes.ts';
import { useMay } from '../../server/useMay.ts';
import { formatCount, formatMoment } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import datasets from '../datasets/Import.module.css';
import { ChangeTabs } from './ChangeTabs.tsx';
import styles from './Data.module.css';
import { planOf } from './planOf.ts';
import { MeasureSums } from './MeasureSums.tsx';
import { RowCounts } from './RowCounts.tsx';
import { UndoDialog } from './UndoDialog.tsx';

/** An import that was committed or undone: what it did, and the way back. */
export function DoneImport({ made, work }: { made: Import; /** A job that works on it. */ work: React.ReactNode }): React.ReactNode {
  const t = useText().data;
  const may = useMay();
  const [undoing, setUndoing] = useState(false);
  const planId = planOf(made);
  const { plan, counts } = made;
  return (
    <main className={datasets.main}>
      <div className={datasets.scroll}>
        <div className={datasets.intro}>
          <h1>{made.state === 'committed' ? t.result.committed(made.filename) : t.result.undone(made.filename)}</h1>
          <p>{t.result.by(made.actor.name, formatMoment(Date.parse(made.committedAt ?? made.createdAt)))} {made.undoneAt === null ? '' : t.result.undoneAt(formatMoment(Date.parse(made.undoneAt)))}</p>
          {plan === null || made.state !== 'committed' ? null : <div className={styles.plain} data-testid="plan-effect"><p>{t.result.plan(formatCount(plan.accounts), plan.scenarios, plan.newUnits, plan.movedAccounts)}</p></div>}
        </div>
        <RowCounts made={made} />
        <ChangeTabs made={made} />
        <MeasureSums made={made} />
      </div>
      {work}
      <footer className={datasets.footer}>
        {made.state === 'committed' && work === null && may('import.write') ? <Button size="sm" leftSection={<IconArrowBackUp size={16} stroke={1.6} />} onClick={() => setUndoing(true)}>{t.result.undo}</Button> : null}
        <span className={datasets.space} />
        {made.state === 'committed' && counts.unplaced > 0 ? <Button size="sm" component={Link} href={`${routes.data(planId)}?show=inbox`} leftSection={<IconMapPin size={16} stroke={1.6} />}>{t.result.toInbox(counts.unplaced)}</Button> : null}
        <Button size="sm" component={Link} href={routes.dataImport(planId)} leftSection={<IconPlus size={16} stroke={1.6} />}>{t.check.another}</Button>
        <Button size="sm" variant="filled" component={Link} href={routes.data(planId)}>{t.check.toData}</Button>
      </footer>
      <UndoDialog made={undoing ? made : null} onClose={() => setUndoing(false)} />
    </main>
  );
}
