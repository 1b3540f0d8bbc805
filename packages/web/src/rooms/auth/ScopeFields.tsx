import { Checkbox, Select, TextInput } from '@mantine/core';
import { Role, type Scope } from '@hexalign/api/contract';
import { useText } from '../../text/useText.ts';

/** A scope while it is typed in. */
export interface ScopeDraft {
  readonly role: Role;
  /** Codes with commas or blanks between. */
  readonly regions: string;
  readonly branch: string;
  readonly moneyHidden: boolean;
}

export const firstScope: ScopeDraft = { role: 'planner', regions: '', branch: '', moneyHidden: false };

export function draftOf({ role, regions, branch, moneyHidden }: Scope): ScopeDraft {
  return { role, regions: (regions ?? []).join(', '), branch: branch ?? '', moneyHidden };
}

export function scopeOf({ role, regions, branch, moneyHidden }: ScopeDraft): Scope {
  const codes = regions.toLowerCase().split(/[\s,;]+/).filter(Boolean);
  return { role, regions: codes.length === 0 ? null : codes, moneyHidden, branch: answers(role) ? branch.trim() || null : null };
}

function answers(role: Role): boolean {
  return role === 'manager' || role === 'rep';
}

/** Asks for a role and how far it reaches. */
export function ScopeFields({ own, value, onChange }: { own: Role; value: ScopeDraft; onChange(draft: ScopeDraft): void }): React.ReactNode {
  const { roles, members: t } = useText().auth;
  const choice = Role.options.slice(Role.options.indexOf(own)).map((role) => ({ value: role, label: `${roles[role]}: ${t.roleHints[role]}` }));
  return (
    <>
      <Select label={t.role} data={choice} value={value.role} allowDeselect={false} onChange={(role) => onChange({ ...value, role: role as Role })} />
      {answers(value.role) ? <TextInput label={t.branch} description={t.branchHint} required withAsterisk={false} value={value.branch} onChange={(event) => onChange({ ...value, branch: event.currentTarget.value })} /> : null}
      <TextInput label={t.regions} description={t.regionsHint} value={value.regions} onChange={(event) => onChange({ ...value, regions: event.currentTarget.value })} />
      <Checkbox label={t.money} description={t.moneyHint} checked={value.moneyHidden} onChange={(event) => onChange({ ...value, moneyHidden: event.currentTarget.checked })} />
    </>
  );
}
