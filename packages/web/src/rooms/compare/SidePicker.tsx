import { ActionIcon, NativeSelect } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { Plan, SideBySide } from '@hexalign/api/contract';
import { useQueries, useQuery } from '@tanstack/react-query';
import { queries } from '../../server/queries.ts';
import { today } from '../../text/days.ts';
import { useText } from '../../text/useText.ts';
import { letterOf, scenarioNamed } from './sides.ts';
import styles from './Compare.module.css';

interface Props {
  readonly plan: Plan;
  readonly at: number;
  readonly name: string;
  /** What the server knows of it; undefined until it does. */
  readonly known: SideBySide['sides'][number] | undefined;
  /** What it drives on the map, in words. */
  readonly drives: string;
  onChoose(name: string): void;
  /** Null where it cannot be left out. */
  readonly onRemove: (() => void) | null;
}

/** Chooses one side: a scenario as it is now, a state that has a name, what is in force today, or who has the accounts at present. */
export function SidePicker({ plan, at, name, known, drives, onChoose, onRemove }: Props): React.ReactNode {
  const t = useText().compare;
  const revisions = useQueries({ queries: plan.scenarios.map(({ id }) => queries.revisions(id)) });
  const force = useQuery(queries.inForce(plan.id, today())).data?.activation ?? null;
  const references = [...(force ? [{ value: 'force', label: t.force(t.revision(force.scenarioName, force.revisionName)) }] : name === 'force' ? [{ value: 'force', label: t.inForce }] : []), { value: 'owners', label: t.owners }];
  if (name.startsWith('file:')) references.push({ value: name, label: known?.kind === 'file' ? known.name : t.file });
  const groups = plan.scenarios.map(({ id, name: scenario }, i) => ({
    group: scenario,
    items: [{ value: id, label: t.now(scenario) }, ...(revisions[i].data?.revisions ?? []).map((revision) => ({ value: `${id}@${revision.seq}`, label: t.revision(scenario, revision.name) }))],
  }));
  const named = scenarioNamed(name);
  if (named !== null && named.seq !== null && !groups.some(({ items }) => items.some(({ value }) => value === name))) {
    const own = groups[plan.scenarios.findIndex(({ id }) => id === named.scenarioId)];
    own?.items.push({ value: name, label: t.at(own.group, named.seq) });
  }
  const label = [t.a, t.b, t.c, t.d][at];
  return (
    <div className={styles.picker}>
      <NativeSelect label={label} description={drives} value={name} data={[...groups, { group: t.references, items: references }]} onChange={(event) => onChoose(event.currentTarget.value)} />
      {onRemove === null ? null : <ActionIcon variant="subtle" color="gray" aria-label={t.remove(letterOf(at))} title={t.remove(letterOf(at))} onClick={onRemove}><IconX size={15} stroke={1.6} /></ActionIcon>}
    </div>
  );
}
