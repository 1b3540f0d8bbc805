import { ActionIcon, Button, SegmentedControl, Select, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useText } from '../../text/useText.ts';
import columns from '../datasets/Columns.module.css';
import { withConstant, type ListDraft } from './listDraft.ts';

const MISSING = ['reject', 'zero', 'keep'] as const;
const ROLES = ['owner', 'overlay', 'backup'] as const;

/** What holds for every row: a country or role that no column names, what a blank measure does, and which rows are meant. */
export function ListOptions({ draft, header, onChange }: { draft: ListDraft; header: readonly string[]; onChange(how: (draft: ListDraft) => ListDraft): void }): React.ReactNode {
  const text = useText();
  const t = text.data.wizard.map;
  const words = text.datasets.map;
  const used = new Set(Object.values(draft.fields));
  const filter = (at: number, part: Partial<ListDraft['where'][number]>): void => onChange((before) => ({ ...before, where: before.where.map((one, i) => (i === at ? { ...one, ...part } : one)) }));
  return (
    <div className={columns.options}>
      {used.has('postal') && !used.has('country') ? (
        <TextInput label={t.country} description={t.countryHint} inputWrapperOrder={['label', 'input', 'description']} w={260} maxLength={60} value={draft.constants.country ?? ''} onChange={({ currentTarget: { value } }) => onChange((before) => withConstant(before, 'country', value))} />
      ) : null}
      {draft.kind === 'covers' && !used.has('role') ? (
        <Select label={t.role} w={260} allowDeselect={false} value={draft.constants.role ?? 'owner'} data={ROLES.map((value) => ({ value, label: t.roles[value] }))} onChange={(value) => onChange((before) => withConstant(before, 'role', value ?? 'owner'))} />
      ) : null}
      {[...used].some((field) => field.startsWith('measure:')) ? (
        <div className={columns.option}>
          <span id="missing-measure">{t.missing}</span>
          <SegmentedControl aria-labelledby="missing-measure" value={draft.missing} data={MISSING.map((value) => ({ value, label: t.missingOf[value] }))} onChange={(value) => onChange((before) => ({ ...before, missing: value as ListDraft['missing'] }))} />
        </div>
      ) : null}
      {draft.where.map(({ column, op, value }, at) => (
        <div key={at} className={columns.option}>
          <span>{words.filter}</span>
          <Select aria-label={words.filterColumn} placeholder={words.filterColumn} data={[...header]} value={column || null} onChange={(next) => filter(at, { column: next ?? '' })} searchable w={160} />
          <Select aria-label={words.filterOp['=']} data={(['=', '!='] as const).map((one) => ({ value: one, label: words.filterOp[one] }))} value={op} allowDeselect={false} onChange={(next) => filter(at, { op: next === '!=' ? '!=' : '=' })} w={80} />
          <TextInput aria-label={words.filterValue} placeholder={words.filterValue} value={value} onChange={(event) => filter(at, { value: event.currentTarget.value })} w={140} />
          <ActionIcon aria-label={words.filterRemove} onClick={() => onChange((before) => ({ ...before, where: before.where.filter((_, i) => i !== at) }))}><IconX size={15} stroke={1.6} /></ActionIcon>
        </div>
      ))}
      <div><Button variant="subtle" leftSection={<IconPlus size={14} stroke={1.6} />} onClick={() => onChange((before) => ({ ...before, where: [...before.where, { column: '', op: '=', value: '' }] }))}>{words.filterAdd}</Button></div>
    </div>
  );
}
