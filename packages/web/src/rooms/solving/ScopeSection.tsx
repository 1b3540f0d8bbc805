import { MultiSelect, SegmentedControl } from '@mantine/core';
import type { DesignCheck } from '@hexalign/api/contract';
import type { EditorState } from '../../editor/EditorState.ts';
import { formatCount } from '../../text/format.ts';
import { useText } from '../../text/useText.ts';
import inspector from '../scenarios/Inspector.module.css';
import styles from './DesignPanel.module.css';
import type { DesignForm, ScopeKind } from './designForm.ts';

const KINDS: readonly ScopeKind[] = ['all', 'territories', 'area', 'unassigned'];

/** Which ground may change, and how much that is. */
export function ScopeSection({ form, onChange, territories, check, visible }: { form: DesignForm; onChange(part: Partial<DesignForm>): void; territories: EditorState['territories']; check: DesignCheck | null; visible(): DesignForm['area'] }): React.ReactNode {
  const t = useText().designing.scope;
  const choose = (kind: ScopeKind): void => onChange({ scope: kind, ...(kind === 'area' ? { area: visible() } : {}) });
  return (
    <section className={inspector.section}>
      <h3 id="design-scope">{t.title}</h3>
      <SegmentedControl fullWidth size="xs" aria-labelledby="design-scope" value={form.scope} onChange={(kind) => choose(kind as ScopeKind)} data={KINDS.map((value) => ({ value, label: t.kinds[value] }))} />
      {form.scope === 'territories' ? (
        <MultiSelect
          mt={8} size="xs" label={t.territories} searchable clearable value={form.slots.map(String)} onChange={(slots) => onChange({ slots: slots.map(Number) })}
          data={territories.flatMap((territory, slot) => (territory?.level === 0 ? [{ value: String(slot), label: territory.name }] : []))} error={form.slots.length === 0 ? t.none : null}
        />
      ) : null}
      {check ? <p className={`num ${styles.may}`} data-testid="design-scope">{t.move(formatCount(check.movable.units), formatCount(check.of.units))}<span>{t.accounts(formatCount(check.movable.accounts), formatCount(check.of.accounts))}</span></p> : null}
    </section>
  );
}
