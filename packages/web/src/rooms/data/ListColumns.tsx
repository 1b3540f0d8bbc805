import { Button } from '@mantine/core';
import { endpoints, type Dataset, type RecordKind, type SuggestedMapping } from '@hexalign/api/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { routes } from '../../routes.ts';
import { call } from '../../server/call.ts';
import { queries, queryClient } from '../../server/queries.ts';
import { useText } from '../../text/useText.ts';
import datasets from '../datasets/Import.module.css';
import { Busy } from './Busy.tsx';
import { ColumnsTable } from './ColumnsTable.tsx';
import { dataQueries } from './dataQueries.ts';
import styles from './Data.module.css';
import { draftOf, ignoredColumns, lacking, mappingOf, type ListDraft } from './listDraft.ts';
import { ListOptions } from './ListOptions.tsx';
import { ListTarget, type Target } from './ListTarget.tsx';
import { COUNT_COLUMN, draftForPlan } from './planDraft.ts';
import { hasPlan } from './planOf.ts';
import { ServerWords } from './ServerWords.tsx';
import { WizardFrame } from './WizardFrame.tsx';

/** Second step: what the list holds, whose it is, and which column fills which field. */
export function ListColumns({ dataset, suggestions, first, planId }: { dataset: Dataset; suggestions: readonly SuggestedMapping[]; first: RecordKind; planId: string | null }): React.ReactNode {
  const text = useText();
  const t = text.data;
  const [, go] = useLocation();
  const [kind, setKind] = useState(first);
  const [drafts, setDrafts] = useState<Readonly<Record<string, ListDraft>>>({});
  const before = useQuery(dataQueries.imports(null, kind, 20));
  const plans = useQuery(queries.plans('active'));
  const suggestion = suggestions.find((one) => one.kind === kind)!;
  // A list of a known layout goes where the last one went, unless one came here for a plan.
  const last = suggestion.from === 'layout' ? before.data?.imports.find(({ mapping }) => sameFields(mapping.fields, suggestion.mapping?.fields)) : undefined;
  const lastPlan = plans.data?.plans.find(({ id }) => id === last?.scope)?.id ?? null;
  const [chosen, setChosen] = useState<Partial<Target>>({});
  const target: Target = {
    planId: chosen.planId !== undefined ? chosen.planId : (planId ?? (hasPlan(kind) ? lastPlan : null)),
    layer: chosen.layer ?? (kind === 'areas' && last ? last.scope : dataset.filename.replace(/\.[^.]*$/, '').slice(0, 120)),
  };
  const ofPlan = hasPlan(kind) ? target.planId : null;
  const plan = useQuery({ ...queries.plan(ofPlan ?? ''), enabled: ofPlan !== null });
  const planMapping = ofPlan !== null && kind === 'accounts' ? plan.data?.mapping : undefined;
  // What a planner changed is kept for each kind and plan, in case the choice goes back and forth.
  const key = `${kind} ${ofPlan ?? ''}`;
  const begun = planMapping === undefined ? draftOf(dataset.header, suggestion) : draftForPlan(draftOf(dataset.header, suggestion), planMapping, suggestion.from === 'layout');
  const draft = drafts[key] ?? begun;
  const change = (how: (draft: ListDraft) => ListDraft): void => setDrafts((all) => ({ ...all, [key]: how(all[key] ?? begun) }));
  const ignored = ignoredColumns(draft);
  const missing = lacking(draft, suggestion.fields);
  const need = kind === 'covers' && target.planId === null ? (plans.data?.plans.length === 0 ? t.wizard.needs.noPlans : t.wizard.needs.plan)
    : kind === 'areas' && target.layer.trim() === '' ? t.wizard.needs.layer
      : missing === null ? null
        : suggestion.fields.find(({ name }) => name === missing)?.required ? t.wizard.needs.field(t.field(missing)) : t.wizard.needs.pair(t.field(missing));
  const start = useMutation({
    mutationFn: () => call(endpoints.startImport, { body: { datasetId: dataset.id, kind, mapping: mappingOf(draft), planId: ofPlan, layer: kind === 'areas' ? target.layer.trim() : null } }),
    onSuccess: (made) => {
      queryClient.setQueryData(dataQueries.import(made.id).queryKey, made);
      queryClient.removeQueries({ queryKey: ['suggestion', dataset.id] });
      void queryClient.invalidateQueries({ queryKey: ['imports'] });
      go(routes.dataImported(made.id));
    },
  });
  return (
    <WizardFrame
      planId={planId} step="map" open={{ source: () => go(routes.dataImport(planId)) }}
      notes={{ source: `${dataset.filename}, ${text.datasets.source.rows(dataset.rows)}`, map: t.wizard.map.summary(dataset.header.length, dataset.header.length - ignored.length) }}
      aside={<div className={datasets.readNote}>{suggestion.from === 'layout' ? <><b>{t.wizard.map.seen}</b> {t.wizard.map.seenWhy}</> : text.datasets.source.read(dataset.encoding, dataset.delimiter)}</div>}
    >
      <main className={datasets.main}>
        <div className={datasets.scroll} aria-busy={start.isPending}>
          <ListTarget kind={kind} onKind={setKind} target={target} onTarget={(part) => setChosen((all) => ({ ...all, ...part }))} />
          <ColumnsTable dataset={dataset} draft={draft} suggestion={suggestion} planMeasures={planMapping?.measures.filter(({ column }) => column !== COUNT_COLUMN) ?? null} onChange={change} />
          <ListOptions draft={draft} header={dataset.header} onChange={change} />
          {ignored.length === 0 ? null : (
            <section className={styles.ignored}>
              <h2>{t.wizard.map.ignoredTitle(ignored.length)}</h2>
              <p>{ignored.join(', ')}</p>
            </section>
          )}
          {plan.isError ? <ServerWords error={plan.error} /> : null}
          {start.isError ? <ServerWords error={start.error} /> : null}
        </div>
        {start.isPending ? <Busy title={t.wizard.checking(dataset.rows)} why={t.wizard.checkingWhy} /> : null}
        <footer className={datasets.footer}>
          <Button size="sm" onClick={() => go(routes.dataImport(planId))}>{text.shell.back}</Button>
          <span className={datasets.space} />
          <span className={datasets.quiet}>{need}</span>
          <Button size="sm" variant="filled" disabled={need !== null || (ofPlan !== null && plan.isPending)} loading={start.isPending} onClick={() => start.mutate()}>{t.wizard.check}</Button>
        </footer>
      </main>
    </WizardFrame>
  );
}

function sameFields(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>> | undefined): boolean {
  const names = Object.keys(a);
  return b !== undefined && names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}
