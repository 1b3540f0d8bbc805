import { Select } from '@mantine/core';
import { IconCheck, IconHistory, IconSparkles } from '@tabler/icons-react';
import type { Dataset, MeasureColumn, SuggestedMapping } from '@hexalign/api/contract';
import { told } from '../../text/told.ts';
import { useText } from '../../text/useText.ts';
import columns from '../datasets/Columns.module.css';
import datasets from '../datasets/Import.module.css';
import styles from './Data.module.css';
import { MEASURE_UNITS, measureField, NO_FIELD, withField, type ListDraft } from './listDraft.ts';

const SAMPLES = 3;
const NONE = 'none';

/** The columns of a list with sample values, and the field that each of them fills. */
export function ColumnsTable({ dataset, draft, suggestion, planMeasures, onChange }: { dataset: Dataset; draft: ListDraft; suggestion: SuggestedMapping; /** The measures that count, where the list belongs to a plan. */ planMeasures: readonly MeasureColumn[] | null; onChange(how: (draft: ListDraft) => ListDraft): void }): React.ReactNode {
  const text = useText().data;
  const t = text.wizard.map;
  const items = (required: boolean): { value: string; label: string }[] => suggestion.fields.filter((field) => field.required === required).map(({ name }) => ({ value: name, label: text.field(name) }));
  const data = [
    { value: NONE, label: t.none }, { group: t.groups.required, items: items(true) }, { group: t.groups.optional, items: items(false) },
    ...(draft.kind === 'accounts' ? [{ group: t.groups.measures, items: planMeasures?.map(({ name, unit }) => ({ value: measureField(unit, name), label: t.planMeasure(name) })) ?? MEASURE_UNITS.map((unit) => ({ value: measureField(unit), label: t.measures[unit] })) }] : []),
  ];
  const byName = new Map(suggestion.fields.map((field) => [field.name, field]));
  return (
    <>
      <div className={datasets.intro}>
        <h2 className={styles.heading}>{t.title}</h2>
        <p>{t.intro}</p>
        {suggestion.notes.length > 0 ? <ul className={datasets.guessNotes} aria-label={t.notes}>{suggestion.notes.map((note) => <li key={note}>{told(note)}</li>)}</ul> : null}
      </div>
      <table className={columns.columns}>
        <thead>
          <tr><th scope="col">{t.columns.column}</th><th scope="col">{t.columns.sample}</th><th scope="col">{t.columns.field}</th><th scope="col">{t.columns.match}</th></tr>
        </thead>
        <tbody>
          {dataset.header.map((column, at) => {
            const name = draft.fields[column] ?? NO_FIELD;
            const field = byName.get(name);
            const samples = [...new Set(dataset.sample.map((row) => row[at] ?? ''))].slice(0, SAMPLES);
            return (
              <tr key={column} className={name === NO_FIELD ? columns.off : undefined}>
                <th scope="row" title={column}>{column}</th>
                <td>
                  <span className={columns.samples}>
                    {samples.map((value) => (value === '' ? <span key="" className={columns.blank}>{t.blank}</span> : <span key={value} className={columns.sample} title={value}>{value}</span>))}
                  </span>
                </td>
                <td>
                  <Select aria-label={t.fieldOf(column)} title={field ? t.holds(told(field.holds)) : undefined} data={data} value={name === NO_FIELD ? NONE : name} allowDeselect={false} maxDropdownHeight={320} onChange={(value: string | null) => onChange((before) => withField(before, column, value === null || value === NONE ? NO_FIELD : value))} w={190} />
                </td>
                <td>
                  {name === NO_FIELD ? <span className={datasets.quiet}>{t.ignored}</span>
                    : !draft.untouched.has(column) ? <span className={columns.chosen}><IconCheck size={12} stroke={2} aria-hidden />{t.chosen}</span>
                      : suggestion.from === 'layout' ? <span className={columns.guess}><IconHistory size={12} stroke={1.6} aria-hidden />{t.remembered}</span>
                        : <span className={columns.guess}><IconSparkles size={12} stroke={1.6} aria-hidden />{t.guessed}</span>}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}
