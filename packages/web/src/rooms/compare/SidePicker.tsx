import { NativeSelect } from '@mantine/core';
import type { Plan } from '@hexalign/api/contract';
import { useQueries, useQuery } from '@tanstack/react-query';
import { queries } from '../../server/queries.ts';
import { today } from '../../text/days.ts';
import { useText } from '../../text/useText.ts';
import { readSide, writeSide, type Side } from './sides.ts';

/** Chooses one side: a scenario as it is now, a state that has a name, or what is in force today. */
export function SidePicker({ plan, label, side, onChoose }: { plan: Plan; label: string; side: Side | null; onChoose(side: Side): void }): React.ReactNode {
  const t = useText().compare;
  const revisions = useQueries({ queries: plan.scenarios.map(({ id }) => queries.revisions(id)) });
  const force = useQuery(queries.inForce(plan.id, today())).data?.activation ?? null;
  const groups = plan.scenarios.map(({ id, name }, i) => ({
    group: name,
    items: [{ value: id, label: t.now(name) }, ...(revisions[i].data?.revisions ?? []).map((revision) => ({ value: writeSide({ scenarioId: id, seq: revision.seq }), label: t.revision(name, revision.name) }))],
  }));
  if (force) groups.unshift({ group: t.inForce, items: [{ value: writeSide(force), label: t.revision(force.scenarioName, force.revisionName) }] });
  const value = side === null ? '' : writeSide(side);
  if (side !== null && side.seq !== null && !groups.some(({ items }) => items.some((item) => item.value === value))) {
    const own = groups.find((_, i) => plan.scenarios[i - (force ? 1 : 0)]?.id === side.scenarioId);
    own?.items.push({ value, label: t.at(own.group, side.seq) });
  }
  // One state may stand under two heads: as what is in force, and as a version.
  const seen = new Set<string>();
  const data = groups.map(({ group, items }) => ({ group, items: items.filter((item) => !seen.has(item.value) && seen.add(item.value)) })).filter(({ items }) => items.length > 0);
  return (
    <NativeSelect
      label={label} value={value} data={data}
      onChange={(event) => {
        const chosen = readSide(event.currentTarget.value);
        if (chosen) onChoose(chosen);
      }}
    />
  );
}
