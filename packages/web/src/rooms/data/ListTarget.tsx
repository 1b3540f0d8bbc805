import { Autocomplete, Select } from '@mantine/core';
import { RecordKind } from '@hexalign/api/contract';
import { useQuery } from '@tanstack/react-query';
import { queries } from '../../server/queries.ts';
import { useText } from '../../text/useText.ts';
import datasets from '../datasets/Import.module.css';
import { dataQueries } from './dataQueries.ts';
import styles from './Data.module.css';
import { hasPlan } from './planOf.ts';

/** Whose a list is: a plan's, a layer's, or neither, which is the organisation's. */
export interface Target {
  readonly planId: string | null;
  readonly layer: string;
}

const ORGANISATION = 'organisation';

/** Asks what a list holds and whose it is. */
export function ListTarget({ kind, onKind, target, onTarget, plain = false }: { /** Without a heading of its own. */ plain?: boolean; kind: RecordKind; onKind(kind: RecordKind): void; target: Target; onTarget(part: Partial<Target>): void }): React.ReactNode {
  const t = useText().data;
  const plans = useQuery(queries.plans('active'));
  const layers = useQuery({ ...dataQueries.layers(), enabled: kind === 'areas' });
  const ready = (plans.data?.plans ?? []).filter(({ status }) => status === 'ready').map(({ id, name }) => ({ value: id, label: name }));
  return (
    <div className={plain ? undefined : datasets.intro}>
      {plain ? null : <h1>{t.wizard.kindTitle}</h1>}
      <div className={styles.fields}>
        <Select
          label={t.wizard.kindLabel} description={t.kindHint(kind)} inputWrapperOrder={['label', 'input', 'description']} w={300} allowDeselect={false} value={kind}
          data={RecordKind.options.map((value) => ({ value, label: t.kind(value) }))} onChange={(value) => { if (value !== null) onKind(value as RecordKind); }}
        />
        {hasPlan(kind) ? (
          <Select
            label={t.wizard.target} w={260} allowDeselect={false} searchable placeholder={kind === 'covers' ? t.wizard.needs.plan : undefined} value={target.planId ?? (kind === 'covers' ? null : ORGANISATION)}
            data={kind === 'covers' ? ready : [{ value: ORGANISATION, label: t.wizard.organisation }, ...ready]} onChange={(value) => onTarget({ planId: value === ORGANISATION ? null : value })}
          />
        ) : null}
        {kind === 'areas' ? (
          <Autocomplete label={t.wizard.layer} description={t.wizard.layerHint} inputWrapperOrder={['label', 'input', 'description']} size="xs" w={300} maxLength={120} value={target.layer} data={(layers.data?.layers ?? []).map(({ layer }) => layer)} onChange={(layer) => onTarget({ layer })} />
        ) : null}
      </div>
    </div>
  );
}
