import { ActionIcon, Button, Checkbox, Select, SegmentedControl, TextInput } from '@mantine/core';
import { IconCheck, IconPlus, IconSparkles, IconX } from '@tabler/icons-react';
import type { Check, Dataset, Mapping } from '@hexalign/api/contract';
import type { Dispatch, SetStateAction } from 'react';
import { formatCount } from '../../text/format.ts';
import { told } from '../../text/told.ts';
import { useText } from '../../text/useText.ts';
import { CheckRail } from './CheckRail.tsx';
import { FIELDS, withField, type Draft, type Field, type Need } from './draft.ts';
import columns from './Columns.module.css';
import styles from './Import.module.css';
import { PreviewTable } from './PreviewTable.tsx';

const SAMPLES = 3;

interface Props {
  readonly dataset: Dataset;
  readonly draft: Draft;
  readonly setDraft: Dispatch<SetStateAction<Draft>>;
  readonly mapping: Mapping | Need;
  readonly check: Check | null;
  readonly checking: boolean;
  readonly error: Error | null;
  onBack(): void;
  onNext(): void;
}

/** Step two: what each column is. Sample values stand beside it, the rows that cannot be used at the right, grouped by what repairs them. */
export function MapStep({ dataset, draft, setDraft, mapping, check, checking, error, onBack, onNext }: Props): React.ReactNode {
  const text = useText();
  const t = text.datasets;
  const need = typeof mapping === 'string' ? mapping : null;
  const needText = need === null ? null : need === 'id' ? t.map.needs.id : need === 'place' ? t.map.needs.place : t.map.needs.pair(t.map.fields[need]);
  const measures = Object.values(draft.fields).filter((field) => ['currency', 'hours', 'count'].includes(field)).length;
  const options = [
    { group: t.map.groups.account, items: pickFields(['id', 'name', 'current']) },
    { group: t.map.groups.place, items: pickFields(['lat', 'lng', 'postal', 'country']) },
    { group: t.map.groups.measure, items: pickFields(['currency', 'hours', 'count']) },
  ];
  function pickFields(fields: readonly Field[]): { value: string; label: string }[] {
    return fields.map((value) => ({ value, label: t.map.fields[value] }));
  }
  const data = [{ value: 'none', label: t.map.fields.none }, ...options];
  const nothing = check !== null && !checking && check.accepted === 0;
  return (
    <>
      <main className={styles.main}>
        <div className={styles.scroll}>
          <div className={styles.intro}>
            <h1>{t.map.title}</h1>
            <p>{t.map.intro}</p>
            {dataset.guess.notes.length > 0 ? <ul className={styles.guessNotes} aria-label={t.map.guessNotes}>{dataset.guess.notes.map((note) => <li key={note}>{told(note)}</li>)}</ul> : null}
          </div>
          <table className={columns.columns}>
            <thead>
              <tr><th scope="col">{t.map.columns.column}</th><th scope="col">{t.map.columns.sample}</th><th scope="col">{t.map.columns.field}</th><th scope="col">{t.map.columns.match}</th></tr>
            </thead>
            <tbody>
              {dataset.header.map((column, at) => {
                const field = draft.fields[column] ?? 'none';
                return (
                  <tr key={column} className={field === 'none' ? columns.off : undefined}>
                    <th scope="row" title={column}>{column}</th>
                    <td>
                      <span className={columns.samples}>
                        {samplesOf(dataset, at).map((value, i) => (value === '' ? <span key={i} className={columns.blank}>{t.map.blank}</span> : <span key={i} className={columns.sample} title={value}>{value}</span>))}
                      </span>
                    </td>
                    <td>
                      <Select aria-label={t.map.fieldOf(column)} data={data} value={field} allowDeselect={false} maxDropdownHeight={320} onChange={(value) => setDraft((before) => withField(before, column, FIELDS.includes(value as Field) ? (value as Field) : 'none'))} w={190} />
                    </td>
                    <td>
                      {field === 'none' ? <span className={styles.quiet}>{t.map.ignored}</span> : draft.guessed.has(column) ? <span className={columns.guess}><IconSparkles size={12} stroke={1.6} aria-hidden />{t.map.guessed}</span> : <span className={columns.chosen}><IconCheck size={12} stroke={2} aria-hidden />{t.map.chosen}</span>}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
          <div className={columns.options}>
            {measures === 0 ? <p className={styles.quiet}>{t.map.countOnly}</p> : <Checkbox label={t.map.countAccounts} checked={draft.countAccounts} onChange={(event) => { const on = event.currentTarget.checked; setDraft((before) => ({ ...before, countAccounts: on })); }} />}
            {measures > 0 ? (
              <div className={columns.option}>
                <span id="missing-label">{t.map.missing}</span>
                <SegmentedControl aria-labelledby="missing-label" value={draft.missing} onChange={(value) => setDraft((before) => ({ ...before, missing: value as Draft['missing'] }))} data={[{ value: 'reject', label: t.map.missingReject }, { value: 'zero', label: t.map.missingZero }]} />
              </div>
            ) : null}
            {draft.where.map((filter, i) => {
              const change = (part: Partial<typeof filter>): void => setDraft((before) => ({ ...before, where: before.where.map((other, at) => (at === i ? { ...other, ...part } : other)) }));
              return (
                <div key={i} className={columns.option}>
                  <span>{t.map.filter}</span>
                  <Select aria-label={t.map.filterColumn} placeholder={t.map.filterColumn} data={dataset.header} value={filter.column || null} onChange={(column) => change({ column: column ?? '' })} searchable w={160} />
                  <Select aria-label={t.map.filterOp['=']} data={(['=', '!='] as const).map((value) => ({ value, label: t.map.filterOp[value] }))} value={filter.op} allowDeselect={false} onChange={(op) => change({ op: op === '!=' ? '!=' : '=' })} w={80} />
                  <TextInput aria-label={t.map.filterValue} placeholder={t.map.filterValue} value={filter.value} onChange={(event) => change({ value: event.currentTarget.value })} w={140} />
                  <ActionIcon aria-label={t.map.filterRemove} onClick={() => setDraft((before) => ({ ...before, where: before.where.filter((_, at) => at !== i) }))}><IconX size={15} stroke={1.6} /></ActionIcon>
                </div>
              );
            })}
            <div><Button variant="subtle" leftSection={<IconPlus size={14} stroke={1.6} />} onClick={() => setDraft((before) => ({ ...before, where: [...before.where, { column: '', op: '=', value: '' }] }))}>{t.map.filterAdd}</Button></div>
          </div>
          <PreviewTable dataset={dataset} draft={draft} problems={check?.problems ?? []} />
        </div>
        <footer className={styles.footer}>
          <Button size="sm" onClick={onBack}>{text.shell.back}</Button>
          <span className={styles.space} />
          <span className={`num ${styles.quiet}`}>{needText ?? (nothing ? t.check.nothing : check && !checking ? t.check.ready(formatCount(check.accepted)) : t.check.checking)}</span>
          <Button size="sm" variant="filled" disabled={need !== null || check === null || checking || check.accepted === 0} onClick={onNext}>{t.continue(t.steps.goals)}</Button>
        </footer>
      </main>
      <CheckRail dataset={dataset} check={check} checking={checking && need === null} error={error} />
    </>
  );
}

/** A few different values of a column. */
function samplesOf(dataset: Dataset, at: number): string[] {
  return [...new Set(dataset.sample.map((row) => row[at] ?? ''))].slice(0, SAMPLES);
}
