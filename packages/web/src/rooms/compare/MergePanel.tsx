import { Button, Radio } from '@mantine/core';
import { IconAlertTriangle, IconArrowLeft, IconCircleCheck } from '@tabler/icons-react';
import { endpoints, type MergeResult } from '@hexalign/api/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError } from '../../server/ApiError.ts';
import { call } from '../../server/call.ts';
import { queries, queryClient } from '../../server/queries.ts';
import { told } from '../../text/told.ts';
import { useText } from '../../text/useText.ts';
import { Refusal } from '../../ui/Refusal.tsx';
import { useToast } from '../../ui/toast.ts';
import { nameOf as nameIn } from '../scenarios/names.ts';
import { placeOf, valueOf, type Conflict } from './conflictWords.ts';
import styles from './Merge.module.css';

type Side = 'mine' | 'theirs';

interface MergePanelProps {
  /** What is merged into, and its name. */
  readonly into: { readonly id: string; readonly name: string };
  readonly from: { readonly id: string; readonly name: string; readonly seq: number };
  onShow(units: readonly number[]): void;
  onBack(): void;
  onMerged(): void;
}

const keyOf = ({ place, units }: Conflict): string => (place === 'units' ? `units ${units[0]} ${units.length}` : place);

/** Brings what one scenario changed into another: what would happen first, then one choice for each place that both changed. */
export function MergePanel({ into, from, onShow, onBack, onMerged }: MergePanelProps): React.ReactNode {
  const text = useText();
  const t = text.compare.merge;
  const toast = useToast();
  const [sides, setSides] = useState<ReadonlyMap<string, Side>>(new Map());
  const scenario = useQuery(queries.scenario(into.id)).data;
  const params = { scenarioId: into.id };
  const ask = { from: from.id, fromSeq: from.seq };
  const trial = useQuery({ queryKey: ['merge', into.id, from.id, from.seq], staleTime: 0, gcTime: 0, queryFn: ({ signal }) => call(endpoints.mergeScenario, { params, body: { ...ask, dryRun: true }, signal }) });
  const conflicts = trial.data?.conflicts ?? [];
  const open = conflicts.filter((conflict) => !sides.has(keyOf(conflict))).length;
  const merge = useMutation({
    mutationFn: (): Promise<MergeResult> => call(endpoints.mergeScenario, {
      params,
      body: { ...ask, take: conflicts.map((conflict) => ({ side: sides.get(keyOf(conflict)) ?? 'mine', ...(conflict.place === 'units' ? { units: [...conflict.units] } : { fields: [conflict.place] }) })) },
    }),
    onSuccess: async (result) => {
      await Promise.all(['compare', 'plan', 'scenario', 'edits'].map((key) => queryClient.invalidateQueries({ queryKey: [key] })));
      toast({ text: t.done(result.units) });
      onMerged();
    },
    onError: (error) => {
      if (error instanceof ApiError && error.code === 'merge.conflicts') void trial.refetch();
    },
  });
  const name = (slot: number): string => (scenario ? nameIn(scenario, slot, text.workspace.unassigned) : '');
  const all = (side: Side): void => setSides(new Map(conflicts.map((conflict) => [keyOf(conflict), side])));
  const moved = merge.error instanceof ApiError && merge.error.code === 'merge.conflicts';
  return (
    <div className={styles.merge}>
      <Button variant="subtle" leftSection={<IconArrowLeft size={14} stroke={1.6} />} onClick={onBack}>{t.back}</Button>
      <h2>{text.compare.merge.start(from.name, into.name)}</h2>
      <p>{t.into(from.name, into.name)}</p>
      {trial.error ? <Refusal error={trial.error} /> : null}
      {trial.data ? (
        <>
          <p role="status"><b>{t.would(trial.data.units, trial.data.entries)}</b></p>
          {trial.data.notes.length > 0 ? <ul className={styles.notes}>{trial.data.notes.map((note) => <li key={note}>{told(note)}</li>)}</ul> : null}
          <p className={styles.count} role="status">
            {open > 0 ? <IconAlertTriangle size={15} stroke={1.6} aria-hidden /> : <IconCircleCheck size={15} stroke={1.6} aria-hidden />}
            {conflicts.length === 0 ? t.none : open > 0 ? t.decide(open) : t.decided}
          </p>
          {moved ? <p role="alert">{t.moved}</p> : null}
          {conflicts.length > 1 ? <div className={styles.buttons}><Button onClick={() => all('mine')}>{t.allMine}</Button><Button onClick={() => all('theirs')}>{t.allTheirs}</Button></div> : null}
          {conflicts.map((conflict) => (
            <fieldset key={keyOf(conflict)} className={styles.conflict}>
              <legend>{placeOf(conflict, name, text)}<span>{t.was(valueOf(conflict, conflict.base, name, text))}</span></legend>
              <p>{t.reason[conflict.reason]}</p>
              <Radio.Group value={sides.get(keyOf(conflict)) ?? ''} onChange={(side) => setSides(new Map(sides).set(keyOf(conflict), side as Side))} aria-label={placeOf(conflict, name, text)}>
                <Radio value="mine" onFocus={() => onShow(conflict.units)} label={<>{t.mine(into.name)}: <b>{valueOf(conflict, conflict.mine, name, text)}</b></>} />
                <Radio value="theirs" onFocus={() => onShow(conflict.units)} label={<>{t.theirs(from.name)}: <b>{valueOf(conflict, conflict.theirs, name, text)}</b></>} />
              </Radio.Group>
              {conflict.units.length > 0 ? <button type="button" className={styles.link} onClick={() => onShow(conflict.units)}>{t.show}</button> : null}
            </fieldset>
          ))}
          {merge.error && !moved ? <Refusal error={merge.error} /> : null}
          <Button variant="filled" fullWidth disabled={open > 0 || trial.data.entries + conflicts.length === 0} loading={merge.isPending} onClick={() => merge.mutate()}>{open > 0 ? `${t.run} (${t.decide(open)})` : t.run}</Button>
        </>
      ) : null}
    </div>
  );
}
