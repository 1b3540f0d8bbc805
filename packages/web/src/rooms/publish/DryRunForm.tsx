import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconEye } from '@tabler/icons-react';
import { endpoints, type Plan, type PublishTarget } from '@hexalign/api/contract';
import { useMutation, useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError } from '../../server/ApiError.ts';
import { call } from '../../server/call.ts';
import { queries } from '../../server/queries.ts';
import { today } from '../../text/days.ts';
import { useText } from '../../text/useText.ts';
import { Reasoned } from '../../ui/Reasoned.tsx';
import { ServerWords } from '../data/ServerWords.tsx';
import { PresentFiles, type PresentFile } from './PresentFiles.tsx';
import styles from './Publish.module.css';
import { published } from './publishQueries.ts';

const APPROVED = ['approved', 'active', 'archived'];

/** Asks which state of the plan is meant, and starts a dry run of it. Positions that nobody owns are told, and marked vacant by hand. */
export function DryRunForm({ plan, target, mayNot }: { plan: Plan; target: PublishTarget; mayNot: string | null }): React.ReactNode {
  const t = useText().publish.dryRun;
  const [from, setFrom] = useState(today());
  const [revisionId, setRevisionId] = useState('');
  const [vacant, setVacant] = useState<readonly string[]>([]);
  const [present, setPresent] = useState<readonly PresentFile[]>([]);
  const approved = useApproved(plan);
  const check = useMutation({
    mutationFn: () => call(endpoints.checkPublication, { params: { planId: plan.id }, body: { targetId: target.id, from, vacant: [...vacant], present: present.map(({ table, datasetId }) => ({ table, datasetId })), ...(revisionId === '' ? {} : { revisionId }) } }),
    onSuccess: () => published(plan.id),
  });
  const missing = vacantOf(check.error);
  const toggle = (id: string, on: boolean): void => setVacant(on ? [...vacant, id] : vacant.filter((one) => one !== id));
  return (
    <form
      className={styles.dryRun}
      onSubmit={(event) => {
        event.preventDefault();
        if (mayNot === null) check.mutate();
      }}
    >
      <h2 className={styles.heading}>{t.title}</h2>
      <div className={styles.row}>
        <NativeSelect label={t.state} value={revisionId} onChange={(event) => setRevisionId(event.currentTarget.value)} data={[{ value: '', label: t.inForce }, ...approved.map(({ id, scenario, name }) => ({ value: id, label: t.approved(scenario, name) }))]} w={300} />
        <TextInput type="date" label={t.from} value={from} onChange={(event) => setFrom(event.currentTarget.value)} w={160} required />
        <Reasoned why={mayNot}><Button type="submit" variant="filled" leftSection={<IconEye size={16} stroke={1.6} />} loading={check.isPending} data-disabled={mayNot !== null || undefined} aria-disabled={mayNot !== null}>{t.run}</Button></Reasoned>
      </div>
      <p className={styles.small}>{target.connectionId === null ? t.files : t.live}</p>
      {target.connectionId === null ? <PresentFiles crm={target.map.crm} files={present} onFiles={setPresent} disabled={mayNot !== null} /> : null}
      {missing === null ? (check.isError ? <ServerWords error={check.error} /> : null) : (
        <fieldset className={styles.vacant}>
          <legend><IconAlertTriangle size={16} stroke={1.6} aria-hidden /> <span role="alert">{t.vacant(missing.length)}</span></legend>
          <p className={styles.small}>{t.vacantWhy}</p>
          <div className={styles.checks}>{missing.map((id) => <Checkbox key={id} label={t.mark(id)} checked={vacant.includes(id)} onChange={(event) => toggle(id, event.currentTarget.checked)} />)}</div>
          {missing.length > 1 ? <Button onClick={() => setVacant([...new Set([...vacant, ...missing])])}>{t.markAll}</Button> : null}
        </fieldset>
      )}
    </form>
  );
}

/** Positions that the server found without an owner; null where that is not what it refused for. */
function vacantOf(error: Error | null): readonly string[] | null {
  if (!(error instanceof ApiError) || error.code !== 'publication.vacant') return null;
  const { territories } = (error.problem?.value ?? {}) as { territories?: readonly string[] };
  return territories ?? null;
}

/** Revisions of a plan that were approved, latest first. */
function useApproved(plan: Plan): { id: string; scenario: string; name: string }[] {
  const scenarios = plan.scenarios.filter(({ status }) => APPROVED.includes(status));
  const signed = useQueries({ queries: scenarios.map(({ id }) => queries.signatures(id)) });
  const named = useQueries({ queries: scenarios.map(({ id }) => queries.revisions(id)) });
  return scenarios.flatMap(({ name: scenario }, i) => {
    const approved = new Set((signed[i].data?.signatures ?? []).filter(({ action }) => action === 'approve').map(({ revisionId }) => revisionId));
    return (named[i].data?.revisions ?? []).filter(({ id }) => approved.has(id)).map(({ id, name }) => ({ id, scenario, name }));
  });
}
