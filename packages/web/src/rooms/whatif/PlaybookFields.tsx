import { MultiSelect, NativeSelect, NumberInput, SegmentedControl, TagsInput, TextInput } from '@mantine/core';
import type { EditorState } from '../../editor/EditorState.ts';
import { useText } from '../../text/useText.ts';
import styles from './WhatIf.module.css';
import type { WhatIfForm } from './whatIfForm.ts';

interface Props {
  readonly form: WhatIfForm;
  onChange(part: Partial<WhatIfForm>): void;
  readonly territories: EditorState['territories'];
  readonly measures: readonly string[];
  /** People who own something today: id and name. */
  readonly owners: readonly { readonly value: string; readonly label: string }[];
}

/** What one has to say of what happens; other for every kind. */
export function PlaybookFields({ form, onChange, territories, measures, owners }: Props): React.ReactNode {
  const t = useText().whatif;
  const data = territories.flatMap((territory, slot) => (territory?.level === 0 ? [{ value: String(slot), label: territory.name }] : []));
  const number = (key: 'ramp' | 'part' | 'count' | 'share' | 'weight' | 'others' | 'factor' | 'reachKm' | 'lng' | 'lat', label: string, more: { min?: number; max?: number; step?: number; description?: string; decimals?: number } = {}): React.ReactNode => (
    <NumberInput label={label} value={form[key]} onChange={(value) => onChange({ [key]: typeof value === 'number' ? value : '' })} min={more.min} max={more.max} step={more.step} decimalScale={more.decimals ?? 2} description={more.description} hideControls={key === 'lng' || key === 'lat'} />
  );
  const several = (label: string, description?: string): React.ReactNode => (
    <MultiSelect label={label} description={description} searchable clearable value={form.slots.map(String)} onChange={(slots) => onChange({ slots: slots.map(Number) })} data={data} />
  );
  const one = (key: 'slot' | 'into', label: string): React.ReactNode => (
    <NativeSelect label={label} value={String(form[key])} onChange={(event) => onChange({ [key]: Number(event.currentTarget.value) })} data={[{ value: '-1', label: '–' }, ...data]} />
  );
  const measure = (all: boolean): React.ReactNode => (
    <NativeSelect label={t.measure} value={form.measure} onChange={(event) => onChange({ measure: event.currentTarget.value })} data={[...(all ? [{ value: '', label: t.everything }] : []), ...measures.map((key, m) => ({ value: all || m > 0 ? key : '', label: key }))]} />
  );
  switch (form.kind) {
    case 'leave': return (
      <>
        {owners.length > 0 ? <MultiSelect label={t.people} description={t.peopleHint} searchable clearable value={[...form.people]} onChange={(people) => onChange({ people })} data={[...owners]} /> : null}
        {several(t.territories)}
        {form.slots.length + form.people.length === 0 ? <p className={styles.hint}>{t.some}</p> : null}
      </>
    );
    case 'hire': return (
      <>
        <TextInput label={t.name} value={form.name} onChange={(event) => onChange({ name: event.currentTarget.value })} />
        <p className={styles.hint}>{t.homeHint}</p>
        <div className={styles.pair}>{number('lng', t.lng, { min: -180, max: 180, decimals: 4 })}{number('lat', t.lat, { min: -90, max: 90, decimals: 4 })}</div>
        {number('ramp', t.ramp, { min: 5, max: 300, step: 5, description: t.rampHint })}
      </>
    );
    case 'split': return <>{one('slot', t.territory)}{number('part', t.part, { min: 5, max: 95, step: 5 })}</>;
    case 'merge': return <>{one('slot', t.territory)}{one('into', t.into)}</>;
    case 'count': return number('count', t.number, { min: 1, max: 2000, decimals: 0 });
    case 'target': return <>{one('slot', t.territory)}{number('share', t.share, { min: 0, max: 99 })}{measure(true)}</>;
    case 'segment': return (
      <>
        {measure(false)}
        <TagsInput label={t.segments} description={t.segmentsHint} value={[...form.segments]} onChange={(segments) => onChange({ segments })} />
        <div className={styles.pair}>{number('weight', t.weight, { min: 0, max: 100 })}{number('others', t.others, { min: 0, max: 100 })}</div>
      </>
    );
    case 'shift': return (
      <>
        {measure(false)}
        {number('factor', t.factor, { min: 0, max: 10_000, step: 5 })}
        <SegmentedControl fullWidth size="xs" aria-label={t.ground} value={form.ground} onChange={(ground) => onChange({ ground: ground as WhatIfForm['ground'] })} data={(['all', 'area', 'territories'] as const).map((value) => ({ value, label: t.grounds[value] }))} />
        {form.ground === 'territories' ? several(t.territory) : null}
      </>
    );
    case 'reach': return <>{number('reachKm', t.reachKm, { min: 1, max: 20_000, step: 10 })}{several(t.territory, form.slots.length === 0 ? t.everybody : undefined)}</>;
    case 'rebalance': return null;
  }
}
